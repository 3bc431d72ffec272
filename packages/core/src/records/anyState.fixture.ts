import fc from 'fast-check'

const text = fc.oneof(
  { weight: 6, arbitrary: fc.string() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ minLength: 900, maxLength: 3_000 }) },
  // Cut into pieces.
  {
    weight: 1,
    arbitrary: fc.nat(40_000).map((length) => 'Call me Ishmael. Some years ago, '.repeat(1_300).slice(0, length)),
  },
)

const scalar = fc.oneof(
  text,
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.bigInt(),
  // Node's comparison takes two invalid dates for different: they have a test of their own.
  fc.date({ noInvalidDate: true }),
)

const binary = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.uint8Array({ minLength: 2_000, maxLength: 4_000 }),
  fc.constantFrom(new Uint8Array(120_000).fill(7), new Uint8Array(0)),
  fc.float32Array({ noNaN: true, maxLength: 10 }),
  fc.bigInt64Array({ maxLength: 4 }),
  fc.uint8Array({ maxLength: 30 }).map(({ buffer }) => buffer),
  fc.uint8Array({ maxLength: 30 }).map((bytes) => new DataView(bytes.buffer)),
)

const key = fc.oneof(fc.string(), fc.constantFrom('id', 'key', '$', '__proto__', 'constructor', '0', 'v', 'pieces'))

function own(pairs: readonly [string, unknown][]): object {
  const object = {}
  for (const [name, value] of pairs) {
    Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true })
  }
  return object
}

/** Any plain state: all types that come back, small and large, nested. */
export const { state: anyState } = fc.letrec((tie) => ({
  state: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { weight: 5, arbitrary: scalar },
    { weight: 1, arbitrary: binary },
    { weight: 3, arbitrary: tie('array') },
    { weight: 3, arbitrary: tie('object') },
    { weight: 1, arbitrary: tie('map') },
    { weight: 1, arbitrary: tie('set') },
  ),
  array: fc.oneof(
    fc.array(tie('state'), { maxLength: 12 }),
    // Long enough for a body in pieces.
    fc.array(fc.integer(), { minLength: 900, maxLength: 1_200 }),
  ),
  object: fc.array(fc.tuple(key, tie('state')), { maxLength: 8 }).map(own),
  map: fc
    .array(fc.tuple(fc.oneof(scalar, tie('object')), tie('state')), { maxLength: 4 })
    .map((pairs) => new Map(pairs)),
  set: fc.array(tie('state'), { maxLength: 4 }).map((values) => new Set(values)),
}))

/** Where something changes, and how; read by `edit`. */
export const anyEdit = fc.record({
  path: fc.array(fc.nat(1_000), { maxLength: 6 }),
  kind: fc.constantFrom('replace', 'insert', 'remove', 'move'),
  value: anyState,
  at: fc.double({ min: 0, max: 1, noNaN: true }),
})

type Edit = typeof anyEdit extends fc.Arbitrary<infer TEdit> ? TEdit : never

/** The state after an edit as React developers make them: a new object on the way to the change, all others the same. */
export function edit(state: unknown, { path, kind, value, at }: Edit): unknown {
  const [step, ...rest] = path
  if (step !== undefined && Array.isArray(state) && state.length > 0) {
    const index = step % state.length
    return state.with(index, edit(state[index], { path: rest, kind, value, at }))
  }
  if (step !== undefined && state instanceof Map && state.size > 0) {
    const [name, old] = Array.from(state)[step % state.size] ?? []
    return new Map(state).set(name, edit(old, { path: rest, kind, value, at }))
  }
  if (step !== undefined && isObject(state) && Object.keys(state).length > 0) {
    const name = Object.keys(state)[step % Object.keys(state).length] ?? ''
    return own(
      Object.entries(state).map(([other, old]) => [
        other,
        other === name ? edit(old, { path: rest, kind, value, at }) : old,
      ]),
    )
  }
  if (Array.isArray(state)) return editArray(state, { kind, value, at })
  if (state instanceof Set) {
    const edited = editArray(Array.from(state), { kind, value, at })
    return Array.isArray(edited) ? new Set<unknown>(edited) : edited
  }
  if (typeof state === 'string') return editText(state, { kind, at })
  return value
}

function editArray(array: readonly unknown[], { kind, value, at }: Omit<Edit, 'path'>): unknown {
  const index = Math.floor(at * array.length)
  switch (kind) {
    case 'replace':
      return value
    case 'insert':
      return array.toSpliced(index, 0, value)
    case 'remove':
      return array.toSpliced(index, 1)
    case 'move':
      return [...array.slice(index), ...array.slice(0, index)]
  }
}

function editText(text: string, { kind, at }: Pick<Edit, 'kind' | 'at'>): string {
  const index = Math.floor(at * text.length)
  if (kind === 'insert') return `${text.slice(0, index)}whale ${text.slice(index)}`
  if (kind === 'remove') return text.slice(0, index) + text.slice(index + 9_000)
  return `${text.slice(0, index)}“whale”${text.slice(index + 3)}`
}

function isObject(state: unknown): state is Record<string, unknown> {
  return Object.prototype.toString.call(state) === '[object Object]'
}
