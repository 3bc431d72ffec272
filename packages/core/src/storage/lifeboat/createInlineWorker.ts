import { lifeboatSource } from './lifeboatSource.ts'

/** A worker of the kit's own source: it needs no file of its own and no setting of a bundler's. A CSP may refuse it. */
export function createInlineWorker(): Worker {
  const url = URL.createObjectURL(new Blob([lifeboatSource()], { type: 'text/javascript' }))
  const worker = new Worker(url, { name: 'autosave-kit' })
  const revoke = (): void => URL.revokeObjectURL(url)
  worker.addEventListener('message', revoke, { once: true })
  worker.addEventListener('error', revoke, { once: true })
  return worker
}
