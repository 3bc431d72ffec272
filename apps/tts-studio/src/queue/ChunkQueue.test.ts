import { describe, expect, it } from 'vitest'
import { ChunkQueue, type QueueProgress } from './ChunkQueue.ts'

/** A queue whose speaking is finished by hand. */
function createQueue() {
  const started: string[] = []
  const aborted: string[] = []
  const failed: string[] = []
  const history: QueueProgress[] = []
  let finish: { resolve(): void; reject(error: Error): void } | undefined
  let time = 0
  const queue = new ChunkQueue({
    speak: (id, signal) =>
      new Promise<void>((resolve, reject) => {
        started.push(id)
        finish = { resolve, reject }
        signal.addEventListener('abort', () => {
          aborted.push(id)
          reject(new DOMException('Stopped', 'AbortError'))
        })
      }),
    onChange: (progress) => history.push(progress),
    onFailed: (id) => failed.push(id),
    now: () => time,
  })
  const settle = async (error?: Error) => {
    if (error === undefined) finish?.resolve()
    else finish?.reject(error)
    // The queue goes on in the task's own microtasks.
    await new Promise<void>((resolve) => queueMicrotask(() => queueMicrotask(() => queueMicrotask(resolve))))
  }
  const last = (): QueueProgress => {
    const progress = history.at(-1)
    if (progress === undefined) throw new Error('nothing was reported yet')
    return progress
  }
  return { queue, started, aborted, failed, settle, last, history, pass: (ms: number) => (time += ms) }
}

describe('ChunkQueue', () => {
  it('speaks one at a time, in order, and ends idle', async () => {
    const { queue, started, settle, last } = createQueue()
    queue.add(['a', 'b'])
    expect(started).toEqual(['a'])
    await settle()
    expect(started).toEqual(['a', 'b'])
    expect(last()).toMatchObject({ speakingId: 'b', doneCount: 1, totalCount: 2 })
    await settle()
    expect(last()).toMatchObject({ state: 'idle', speakingId: null, totalCount: 0 })
  })

  it('goes on after a failure and counts it', async () => {
    const { queue, started, failed, settle, history } = createQueue()
    queue.add(['a', 'b'])
    await settle(new Error('no voice'))
    expect(failed).toEqual(['a'])
    expect(started).toEqual(['a', 'b'])
    await settle()
    expect(history.some((progress) => progress.doneCount === 1 && progress.failedCount === 1)).toBe(true)
  })

  it('pauses after the item under way, and resumes with the next', async () => {
    const { queue, started, settle, last } = createQueue()
    queue.add(['a', 'b'])
    queue.pause()
    await settle()
    expect(started).toEqual(['a'])
    expect(last()).toMatchObject({ state: 'paused', doneCount: 1 })
    queue.resume()
    expect(started).toEqual(['a', 'b'])
  })

  it('does not start a second speaker when resumed while one is still at it', () => {
    const { queue, started } = createQueue()
    queue.add(['a', 'b'])
    queue.pause()
    queue.resume()
    expect(started).toEqual(['a'])
  })

  it('cancels: stops the item under way, drops the rest, and reports no failure', async () => {
    const { queue, started, aborted, failed, settle, last } = createQueue()
    queue.add(['a', 'b', 'c'])
    queue.cancel()
    await settle()
    expect(aborted).toEqual(['a'])
    expect(failed).toEqual([])
    expect(started).toEqual(['a'])
    expect(last().state).toBe('idle')
  })

  it('starts anew right after a cancel, untouched by the late end of the old item', async () => {
    const { queue, started, settle, last } = createQueue()
    queue.add(['a', 'b'])
    queue.cancel()
    queue.add(['c', 'd'])
    await settle()
    expect(started).toEqual(['a', 'c', 'd'])
    expect(last()).toMatchObject({ doneCount: 1, totalCount: 2, speakingId: 'd' })
  })

  it('puts an item someone waits for in front, and none twice', async () => {
    const { queue, started, settle, last } = createQueue()
    queue.add(['a', 'b', 'c'])
    queue.add(['c'], 'front')
    queue.add(['a', 'b'])
    expect(last().totalCount).toBe(3)
    await settle()
    expect(started).toEqual(['a', 'c'])
  })

  it('speaks one item someone waits for while the rest is paused, and stays paused', async () => {
    const { queue, started, settle, last } = createQueue()
    queue.add(['a', 'b', 'c'])
    queue.pause()
    await settle()
    queue.add(['c'], 'front')
    expect(started).toEqual(['a', 'c'])
    await settle()
    expect(started).toEqual(['a', 'c'])
    expect(last().state).toBe('paused')
  })

  it('estimates the time left from the items done', async () => {
    const { queue, settle, last, pass } = createQueue()
    queue.add(['a', 'b', 'c', 'd'])
    expect(last().leftMs).toBeUndefined()
    pass(500)
    await settle()
    expect(last().leftMs).toBe(1_500)
  })
})
