import { AutoSaveError, type AutoSaveErrorCode } from '@autosave-kit/core'

/** What a storage did that its contract forbids, or did not do. @public */
export class ContractViolation extends Error {
  override readonly name = 'ContractViolation'
}

/** Compares by content: bytes by value, properties in any order, one that is `undefined` as one that is not there. */
export function expectSame(actual: unknown, expected: unknown, what: string): void {
  const [is, shouldBe] = [textOf(actual), textOf(expected)]
  if (is === shouldBe) return
  throw new ContractViolation(`${what}: expected ${excerpt(shouldBe, is)}, got ${excerpt(is, shouldBe)}`)
}

export async function expectRejection(promise: Promise<unknown>, code: AutoSaveErrorCode): Promise<void> {
  const error = await promise.then(
    () => undefined,
    (cause: unknown) => cause,
  )
  if (!(error instanceof AutoSaveError)) throw new ContractViolation(`expected ${code}, got ${String(error)}`)
  expectSame(error.code, code, 'code of the rejection')
}

/** JSON, which tells every text from every other; with bytes, and properties by name. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => {
    if (member === undefined || member === null || typeof member !== 'object' || Array.isArray(member)) return member
    if (member instanceof Uint8Array) return { $bytes: member.join(' ') }
    return Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })
}

const EXCERPT_LENGTH = 200

/** From a little before the two begin to differ: rows can be long. */
function excerpt(text: string, other: string): string {
  let start = 0
  while (start < text.length && text[start] === other[start]) start += 1
  start = Math.max(0, start - EXCERPT_LENGTH / 4)
  return `${start > 0 ? '…' : ''}${text.slice(start, start + EXCERPT_LENGTH)}`
}
