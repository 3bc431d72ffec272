/**
 * Under which id a session is kept. It is the one that was asked for, until it is known that this tab has one of its own
 * (`tabs: 'separate'`), before anything is read.
 */
export class SessionIdentity {
  readonly asked: string
  sessionId: string

  constructor(asked: string) {
    this.asked = asked
    this.sessionId = asked
  }
}
