import { loadFlite } from './loadFlite.ts'
import type { SpeechEngine, SpeechJob } from './SpeechEngine.ts'
import { SpeechError } from './SpeechError.ts'
import type { SpeechAudio } from './SpeechRequest.ts'
import type { SpeechOrder, SpeechReply } from './speechWorker.ts'

/** Flite in a worker of its own: a long text takes seconds, and cannot be interrupted but by ending its thread. */
export function startWorkerEngine(): SpeechEngine {
  let worker: Worker | undefined
  let isEnded = false
  return {
    async speak(job) {
      const module = await loadFlite()
      if (isEnded) throw new DOMException('The engine was ended while the voices were loading.', 'AbortError')
      // Made only now: an error event of a worker that cannot start would come while nobody listens yet.
      worker ??= new Worker(new URL('./speechWorker.ts', import.meta.url), { type: 'module', name: 'speech' })
      return order(worker, { ...job, module })
    },
    terminate() {
      isEnded = true
      worker?.terminate()
    },
  }
}

function order(worker: Worker, message: SpeechOrder): Promise<SpeechAudio> {
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) => reject(synthesisFailed(message, cause))
    worker.onmessage = ({ data }: MessageEvent<SpeechReply>) => {
      if ('audio' in data) resolve(data.audio)
      else fail(data.failure)
    }
    worker.onerror = (event) => {
      // Reported here, to the one who asked; otherwise the browser would report it once more as an uncaught error of the page.
      event.preventDefault()
      fail(event.message || 'the worker could not be started')
    }
    worker.onmessageerror = () => fail('a message of the worker could not be read')
    worker.postMessage(message)
  })
}

function synthesisFailed({ text }: SpeechJob, cause: unknown): SpeechError {
  const advice =
    text.length > 1_000 ? 'Try again, or cut it into smaller chunks.' : 'Try again, or choose another voice.'
  return new SpeechError('synthesis-failed', `This text could not be spoken. ${advice}`, { cause })
}
