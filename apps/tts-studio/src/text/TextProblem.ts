/** A text that cannot be opened. The message is for people: what happened and what to do; nothing was changed. */
export class TextProblem extends Error {
  override readonly name = 'TextProblem'
}
