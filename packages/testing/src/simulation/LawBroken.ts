/** A law of the kit (numbers as in packages/core/ARCHITECTURE.md) that the engine was seen breaking. @public */
export class LawBroken extends Error {
  override readonly name = 'LawBroken'
  /** 0: the engine threw into the app, or an error of its own was heard by nobody. */
  readonly law: number

  constructor(law: number, message: string) {
    super(`Law ${law}: ${message}`)
    this.law = law
  }
}

/** What the engine threw where nobody could catch it, as an error. */
export function thrownIntoTheApp(cause: unknown): Error {
  return cause instanceof Error ? cause : new LawBroken(0, `the engine threw ${String(cause)}`)
}
