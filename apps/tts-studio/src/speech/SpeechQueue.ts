import type { SpeechEngine, SpeechJob } from './SpeechEngine.ts'
import { SpeechError } from './SpeechError.ts'
import type { SpeechAudio } from './SpeechRequest.ts'

interface Entry {
  readonly job: SpeechJob
  readonly resolve: (audio: SpeechAudio) => void
  readonly reject: (reason: unknown) => void
  /** Stops listening to the caller's signal. */
  readonly release: () => void
}

/**
 * Gives jobs to an engine one at a time, in the order they came. The engine is made for the first job, and again for the first one
 * after it was ended by an abort or a failure.
 */
export class SpeechQueue {
  readonly #startEngine: () => SpeechEngine
  #engine: SpeechEngine | undefined
  #waiting: Entry[] = []
  #running: Entry | undefined
  #isDisposed = false

  constructor(startEngine: () => SpeechEngine) {
    this.#startEngine = startEngine
  }

  /** Rejects with the signal's reason when it aborts, at once. */
  add(job: SpeechJob, signal?: AbortSignal): Promise<SpeechAudio> {
    if (this.#isDisposed) return Promise.reject(alreadyDisposed())
    if (signal?.aborted === true) return Promise.reject(signal.reason)
    return new Promise((resolve, reject) => {
      const onAbort = () => this.#drop(entry, signal?.reason)
      const release = () => signal?.removeEventListener('abort', onAbort)
      const entry: Entry = { job, resolve, reject, release }
      signal?.addEventListener('abort', onAbort, { once: true })
      this.#waiting.push(entry)
      this.#next()
    })
  }

  /** Ends the engine; what has not been spoken rejects with an AbortError. */
  dispose(): void {
    this.#isDisposed = true
    const entries = this.#running === undefined ? this.#waiting : [this.#running, ...this.#waiting]
    this.#waiting = []
    this.#running = undefined
    this.#endEngine()
    for (const entry of entries) {
      entry.release()
      entry.reject(new DOMException('The synthesiser was closed.', 'AbortError'))
    }
  }

  #next(): void {
    if (this.#running !== undefined) return
    const entry = this.#waiting.shift()
    if (entry === undefined) return
    this.#running = entry
    void this.#speak(entry)
  }

  async #speak(entry: Entry): Promise<void> {
    try {
      this.#engine ??= this.#startEngine()
      const audio = await this.#engine.speak(entry.job)
      // After an abort a result may still be on its way: it belongs to nobody, and another entry may be running by now.
      if (this.#running !== entry) return
      entry.resolve(audio)
    } catch (error) {
      if (this.#running !== entry) return
      this.#endEngine()
      entry.reject(error)
    }
    this.#finish(entry)
  }

  #drop(entry: Entry, reason: unknown): void {
    entry.reject(reason)
    if (this.#running !== entry) {
      this.#waiting = this.#waiting.filter((other) => other !== entry)
      return
    }
    this.#endEngine()
    this.#finish(entry)
  }

  #finish(entry: Entry): void {
    entry.release()
    this.#running = undefined
    this.#next()
  }

  #endEngine(): void {
    this.#engine?.terminate()
    this.#engine = undefined
  }
}

function alreadyDisposed(): SpeechError {
  return new SpeechError('disposed', 'Speech is switched off here. Reload the page to speak again.')
}
