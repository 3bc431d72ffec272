import { describe, expect, it } from 'vitest'
import { systemClock } from '../../schedule/Clock.ts'
import { WorkerLink } from './WorkerLink.ts'

/** As much of a worker as a link uses. It answers when a test says so. */
class FakeWorker extends EventTarget {
  readonly heard: { readonly id: number; readonly type: string }[] = []
  isTerminated = false

  postMessage(message: { readonly id: number; readonly type: string }): void {
    this.heard.push(message)
  }

  answerAll(): void {
    for (const { id } of this.heard) this.dispatchEvent(new MessageEvent('message', { data: { id } }))
  }

  terminate(): void {
    this.isTerminated = true
  }
}

function linkAndWorkers() {
  const workers: FakeWorker[] = []
  const create = (): Worker => {
    workers.push(new FakeWorker())
    return workers.at(-1) as unknown as Worker
  }
  return { link: new WorkerLink(create, systemClock), workers }
}

const write = { type: 'write', path: ['book'], entries: [] } as const

describe('The worker of the second copy', () => {
  it('ends when the page is left, so that none stays behind in the back/forward cache', () => {
    const { link, workers } = linkAndWorkers()
    void link.ask(write)
    link.suspend()
    expect(workers[0]?.isTerminated).toBe(true)
    void link.ask(write)
    expect(workers).toHaveLength(1)
  })

  it('is asked again what was not answered, and what came meanwhile, when the page comes back', async () => {
    const { link, workers } = linkAndWorkers()
    const answered = link.ask(write)
    workers[0]?.answerAll()
    await answered
    const lost = link.ask(write)
    link.suspend()
    const meanwhile = link.ask(write)
    link.resume()
    expect(workers[1]?.heard.map(({ id }) => id)).toEqual([2, 3])
    workers[1]?.answerAll()
    await expect(Promise.all([lost, meanwhile])).resolves.toEqual([undefined, undefined])
  })

  it('is not made for a page that comes back with nothing to ask', () => {
    const { link, workers } = linkAndWorkers()
    link.suspend()
    link.resume()
    expect(workers).toHaveLength(0)
  })
})
