import { describe, expect, it } from 'vitest'
import { fliteSettings } from './fliteSettings.ts'
import type { SpeechEngine, SpeechJob } from './SpeechEngine.ts'
import { SpeechError } from './SpeechError.ts'
import { defaultParameters } from './speechParameters.ts'
import { SpeechQueue } from './SpeechQueue.ts'
import type { SpeechAudio } from './SpeechRequest.ts'

describe('SpeechQueue', () => {
  it('starts no engine before the first job, and one for all', async () => {
    const { queue, engines } = setUp()
    expect(engines).toHaveLength(0)
    const both = Promise.all([queue.add(job('one')), queue.add(job('two'))])
    engines[0]?.finish('one')
    await settled()
    engines[0]?.finish('two')
    expect((await both).map(({ audio }) => audio)).toEqual(['one', 'two'])
    expect(engines).toHaveLength(1)
  })

  it('gives out one job at a time, in the order they came', async () => {
    const { queue, engines } = setUp()
    const all = Promise.all([queue.add(job('one')), queue.add(job('two')), queue.add(job('three'))])
    for (const text of ['one', 'two', 'three']) {
      expect(engines[0]?.given.at(-1)).toBe(text)
      engines[0]?.finish(text)
      await settled()
    }
    await all
    expect(engines[0]?.given).toEqual(['one', 'two', 'three'])
  })

  it('ends the engine when the running job is aborted, and goes on with a new one', async () => {
    const { queue, engines } = setUp()
    const controller = new AbortController()
    const first = queue.add(job('one'), controller.signal)
    const others = Promise.all([queue.add(job('two')), queue.add(job('three'))])
    controller.abort()
    await expect(first).rejects.toMatchObject({ name: 'AbortError' })
    expect(engines.map(({ given, isTerminated }) => [given, isTerminated])).toEqual([
      [['one'], true],
      [['two'], false],
    ])
    engines[1]?.finish('two')
    await settled()
    engines[1]?.finish('three')
    expect((await others).map(({ audio }) => audio)).toEqual(['two', 'three'])
  })

  it.each(['finish', 'fail'] as const)('is not moved when an aborted job still comes to a %s', async (end) => {
    const { queue, engines } = setUp()
    const controller = new AbortController()
    const first = queue.add(job('one'), controller.signal)
    const others = [queue.add(job('two')), queue.add(job('three'))]
    controller.abort()
    await expect(first).rejects.toMatchObject({ name: 'AbortError' })
    engines[0]?.[end]('too late')
    await settled()
    expect(engines.map(({ given }) => given)).toEqual([['one'], ['two']])
    expect(engines[1]?.isTerminated).toBe(false)
    queue.dispose()
    expect(await Promise.allSettled(others)).toHaveLength(2)
  })

  it('lets a waiting job leave without disturbing the one that runs', async () => {
    const { queue, engines } = setUp()
    const controller = new AbortController()
    const first = queue.add(job('one'))
    const second = queue.add(job('two'), controller.signal)
    controller.abort()
    await expect(second).rejects.toMatchObject({ name: 'AbortError' })
    engines[0]?.finish('one')
    expect((await first).audio).toBe('one')
    expect(engines[0]).toMatchObject({ given: ['one'], isTerminated: false })
  })

  it('rejects with the reason the caller gave, and never starts what was aborted before', async () => {
    const { queue, engines } = setUp()
    const reason = new Error('the chunk was deleted')
    await expect(queue.add(job('one'), AbortSignal.abort(reason))).rejects.toBe(reason)
    expect(engines).toHaveLength(0)
  })

  it('is not moved by an abort after the job was done', async () => {
    const { queue, engines } = setUp()
    const controller = new AbortController()
    const first = queue.add(job('one'), controller.signal)
    engines[0]?.finish('one')
    await first
    const second = queue.add(job('two'))
    controller.abort()
    engines[0]?.finish('two')
    expect((await second).audio).toBe('two')
    expect(engines).toHaveLength(1)
  })

  it('hands on the failure of a job, and gives the next one to a new engine', async () => {
    const { queue, engines } = setUp()
    const failure = new SpeechError('synthesis-failed', 'This text could not be spoken.')
    const first = queue.add(job('one'))
    const second = queue.add(job('two'))
    engines[0]?.fail(failure)
    await expect(first).rejects.toBe(failure)
    expect(engines[0]?.isTerminated).toBe(true)
    engines[1]?.finish('two')
    expect((await second).audio).toBe('two')
  })

  it('rejects when no engine can be started, and tries again for the next job', async () => {
    let attempts = 0
    const queue = new SpeechQueue(() => {
      attempts += 1
      throw new Error('no workers here')
    })
    await expect(queue.add(job('one'))).rejects.toThrow('no workers here')
    await expect(queue.add(job('two'))).rejects.toThrow('no workers here')
    expect(attempts).toBe(2)
  })

  it('ends everything when disposed, and takes nothing more', async () => {
    const { queue, engines } = setUp()
    const jobs = [queue.add(job('one')), queue.add(job('two'))]
    queue.dispose()
    for (const each of jobs) await expect(each).rejects.toMatchObject({ name: 'AbortError' })
    expect(engines.map(({ given, isTerminated }) => [given, isTerminated])).toEqual([[['one'], true]])
    await expect(queue.add(job('three'))).rejects.toMatchObject({ name: 'SpeechError', code: 'disposed' })
    queue.dispose()
  })
})

interface FakeEngine extends SpeechEngine {
  given: string[]
  isTerminated: boolean
  finish(audio: string): void
  fail(error: unknown): void
}

function setUp() {
  const engines: FakeEngine[] = []
  const queue = new SpeechQueue(() => {
    const engine = fakeEngine()
    engines.push(engine)
    return engine
  })
  return { queue, engines }
}

/** Answers when the test says so; like the real one it keeps silent about a job during which it was terminated. */
function fakeEngine(): FakeEngine {
  let resolve: (audio: SpeechAudio) => void = () => {}
  let reject: (error: unknown) => void = () => {}
  return {
    given: [],
    isTerminated: false,
    speak({ text }) {
      this.given.push(text)
      return new Promise((yes, no) => {
        resolve = yes
        reject = no
      })
    },
    terminate() {
      this.isTerminated = true
    },
    finish: (audio) => resolve({ audio, mimeType: 'audio/wav', durationMs: 1 }),
    fail: (error) => reject(error),
  }
}

/** Every callback that was ready to run has run. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function job(text: string): SpeechJob {
  return { settings: fliteSettings('slt', defaultParameters), text }
}
