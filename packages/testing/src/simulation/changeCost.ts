/** What one container on the way to a change may cost, beside the texts that stand in it. */
const CONTAINER_LENGTH = 4_000

/** A longer text is stored on its own. */
const SHORT_LENGTH = 16_384

/**
 * Characters that storing `after` may cost when `before` is stored, by a rule that knows nothing of records: what is new or
 * different costs its own length twice, each container on the way to it costs a fixed amount, what is the same costs nothing.
 */
export function changeCost(before: unknown, after: unknown): number {
  if (Object.is(before, after)) return 0
  if (Array.isArray(before) && Array.isArray(after)) return listCost(before, after)
  if (isPlain(before) && isPlain(after)) {
    let cost = containerCost(Object.values(after))
    for (const [key, value] of Object.entries(after)) {
      cost += Object.hasOwn(before, key) ? changeCost(before[key], value) : wholeCost(value)
    }
    return cost
  }
  if (before instanceof Date && after instanceof Date && before.getTime() === after.getTime()) return 0
  return wholeCost(after)
}

/** Elements are the same when they are identical, or have the same id, or stand in the same place. */
function listCost(before: readonly unknown[], after: readonly unknown[]): number {
  const known = new Set(before)
  const byId = new Map(before.map((item) => [idOf(item), item]))
  let cost = containerCost(after) + after.length * 8
  after.forEach((item, index) => {
    if (known.has(item)) return
    const id = idOf(item)
    cost += changeCost(id === undefined ? before[index] : byId.get(id), item)
  })
  return cost
}

function containerCost(members: readonly unknown[]): number {
  const texts = members.filter((member) => typeof member === 'string' && member.length <= SHORT_LENGTH)
  return CONTAINER_LENGTH + sum(texts)
}

function wholeCost(value: unknown): number {
  if (typeof value === 'string') return 40 + value.length * 2
  if (ArrayBuffer.isView(value)) return 200 + value.byteLength * 3
  if (value instanceof Map) return 40 + sum([...value].flat())
  if (value instanceof Set || Array.isArray(value)) return 40 + sum([...value])
  if (isPlain(value)) return 40 + sum(Object.entries(value).flat())
  return 60
}

function sum(values: readonly unknown[]): number {
  return values.reduce<number>((total, value) => total + wholeCost(value), 0)
}

function idOf(item: unknown): unknown {
  return isPlain(item) ? item['id'] : undefined
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
