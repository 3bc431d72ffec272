import type { BrowserContext } from 'playwright'
import { type SignOfSlowness, Slowness, watchSlownessHere } from './Slowness.ts'

/** What happened in a page while somebody typed, by the clock of this machine. */
interface TypingEvent {
  readonly kind: 'typed' | 'acknowledged'
  readonly at: number
  /** The whole text of the field. */
  readonly text: string
}

/** What a death of the browser cost. */
export interface TypingLoss {
  /** How old the oldest keystroke that is missing was; 0 when none is. */
  readonly lostMs: number
  /** Keystrokes that are missing. */
  readonly lostKeys: number
  /** Whether something is missing that the badge had called saved. */
  readonly isAcknowledgedLost: boolean
  /** Whether the text found is one that had stood in the field: nothing half, nothing mixed. */
  readonly isWhole: boolean
  /** How much of `lostMs` the machine may have taken, not the engine. */
  readonly slownessMs: number
}

/**
 * Notes every input event at the moment the page gets it, before the app does, and what the badge calls saved. Both are told to this process at
 * once, so a page that dies has told everything it knew. _Acknowledged_ is what somebody could have read: the badge says "Saved", and
 * the text has not changed for a tenth of a second, in which the page has had its turns.
 */
export class TypingLog {
  readonly #events: TypingEvent[] = []
  readonly #slowness = new Slowness()

  /** Watches every page that the context loads from now on. */
  async watch(context: BrowserContext): Promise<void> {
    await context.exposeBinding('noteTyping', (_source, event: TypingEvent) => this.#events.push(event))
    await context.exposeBinding('noteSlowness', (_source, sign: SignOfSlowness) => this.#slowness.note(sign))
    await context.addInitScript(watchTypingHere)
    await context.addInitScript(watchSlownessHere)
  }

  /** Forgets what was typed, and starts from this text, which is stored. */
  start(text: string): void {
    this.#events.splice(0, this.#events.length, { kind: 'acknowledged', at: Date.now(), text })
    this.#slowness.start()
  }

  /** Compares with what was found after a death at this instant. */
  lossAt(diedAt: number, found: string): TypingLoss {
    const newest = this.#events.at(-1)
    // A key that was stored and not told of any more: the page died between the two.
    const isBeyond = newest !== undefined && found.length > newest.text.length && found.startsWith(newest.text)
    const keptIndex = isBeyond ? this.#events.length : this.#events.findLastIndex(({ text }) => text === found)
    const missing = this.#events.slice(keptIndex + 1).filter(({ text }) => text !== found)
    const lostKeys = missing.filter(({ kind }) => kind === 'typed')
    const oldest = lostKeys[0]
    return {
      lostMs: oldest === undefined ? 0 : Math.max(0, diedAt - oldest.at),
      lostKeys: lostKeys.length,
      isAcknowledgedLost: missing.some(({ kind }) => kind === 'acknowledged'),
      isWhole: keptIndex !== -1,
      slownessMs: this.#slowness.until(diedAt),
    }
  }
}

/** Runs in the page, before anything of it. */
function watchTypingHere(): void {
  const note = (kind: TypingEvent['kind'], text: string): void => {
    const noteTyping: unknown = Reflect.get(globalThis, 'noteTyping')
    if (typeof noteTyping === 'function') void noteTyping({ kind, at: Date.now(), text })
  }
  let typedAt = 0
  let turnsLeft = 0
  const onInput = ({ target }: Event): void => {
    typedAt = performance.now()
    turnsLeft = 3
    if (target instanceof HTMLTextAreaElement) note('typed', target.value)
  }
  window.addEventListener('input', onInput, { capture: true })

  let told = ''
  const look = (): void => {
    requestAnimationFrame(look)
    // A timer set in a frame comes after those that the last key has set.
    setTimeout(() => (turnsLeft -= 1), 0)
    const field = document.activeElement
    const isSaved = document.querySelector('[data-status="saved"][data-word="saved"]') !== null
    if (!isSaved || !(field instanceof HTMLTextAreaElement)) return
    // The badge learns of a key in a task of its own, a frame or two later (18 ms when this was written).
    if (performance.now() - typedAt < 100 || turnsLeft > 0 || field.value === told) return
    told = field.value
    note('acknowledged', told)
  }
  requestAnimationFrame(look)
}
