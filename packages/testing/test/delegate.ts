/** An object that does what `target` does, but for what `changes` says: a double of a class with private members. */
export function delegate<TTarget extends object>(target: TTarget, changes: Partial<TTarget>): TTarget {
  return new Proxy(target, {
    get(_target, name) {
      const changed: unknown = Reflect.get(changes, name)
      if (changed !== undefined) return changed
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
