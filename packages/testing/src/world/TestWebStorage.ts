/** A localStorage of a test's own: items are properties too, and what does not fit is refused. @public */
export class TestWebStorage implements Storage {
  [name: string]: unknown
  #quota = Number.POSITIVE_INFINITY

  /** Letters that there is room for from now on. */
  limit(quota: number): void {
    this.#quota = quota
  }

  get length(): number {
    return Object.keys(this).length
  }

  key(index: number): string | null {
    return Object.keys(this)[index] ?? null
  }

  getItem(key: string): string | null {
    const value = Object.hasOwn(this, key) ? this[key] : undefined
    return typeof value === 'string' ? value : null
  }

  setItem(key: string, value: string): void {
    const others = Object.keys(this).filter((name) => name !== key)
    const length = others.reduce((sum, name) => sum + name.length + (this.getItem(name)?.length ?? 0), 0)
    if (length + key.length + value.length > this.#quota) throw new DOMException('full', 'QuotaExceededError')
    this[key] = value
  }

  removeItem(key: string): void {
    delete this[key]
  }

  clear(): void {
    for (const key of Object.keys(this)) delete this[key]
  }
}
