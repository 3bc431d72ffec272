import { describe, expect, it } from 'vitest'
import { defaultRetention } from '../../config/RetentionConfig.ts'
import { MemoryStorage } from '../../storage/memory/MemoryStorage.ts'
import { LogModel, SESSION } from '../LogModel.fixture.ts'
import { fitVersions } from './fitVersions.ts'
import { readHistory } from './readHistory.ts'
import { readRevision } from './readRevision.ts'

const MINUTE = 60_000

async function stored({ rows }: LogModel): Promise<MemoryStorage> {
  const storage = new MemoryStorage()
  for (const revision of new Set(rows.map((row) => row.revision))) {
    await storage.append(rows.filter((row) => row.revision === revision))
  }
  return storage
}

/** A text that is saved every two minutes, and by hand at the end. */
function typing(saveCount: number): LogModel {
  const model = new LogModel()
  const tab = model.open('a')
  for (let count = 1; count < saveCount; count += 1) {
    model.now += 2 * MINUTE
    model.commit(tab, { title: `Draft ${count}`, text: `${count} `.repeat(3_000) })
  }
  model.commit(tab, { title: 'Done' }, 'manual')
  return model
}

describe('readHistory', () => {
  it('shows the newest first, what each is, and the same before and after compactions', async () => {
    const model = typing(6)
    const options = { retention: defaultRetention, now: model.now }
    const history = await readHistory(await stored(model), SESSION, options)
    expect(history.map(({ revision, reason, isCheckpoint }) => [revision, reason, isCheckpoint])).toEqual([
      [6, 'manual', true],
      [5, 'debounce', false],
      [4, 'debounce', false],
      [3, 'debounce', false],
      [2, 'debounce', false],
      [1, 'debounce', false],
    ])
    for (const pass of ['young', 'full', 'young'] as const) {
      model.compact(model.open('a'), { pass })
      expect(await readHistory(await stored(model), SESSION, options)).toEqual(history)
    }
  })

  it('shows of a history that takes too many bytes the newest part, and exactly what a compaction then keeps', async () => {
    const model = typing(20)
    const retention = { ...defaultRetention, maxBytes: 40_000 }
    const options = { retention, now: model.now }
    const history = await readHistory(await stored(model), SESSION, options)
    expect(history.length).toBeGreaterThan(2)
    expect(history.length).toBeLessThan(8)
    model.compact(model.open('a'), { pass: 'full', retention })
    expect(await readHistory(await stored(model), SESSION, { ...options, retention: defaultRetention })).toEqual(
      history,
    )
  })
})

describe('readRevision', () => {
  it('brings back each version that the history shows, as it was, and no other', async () => {
    const model = typing(8)
    const retention = { ...defaultRetention, maxVersions: 4 }
    model.compact(model.open('a'), { pass: 'full', retention })
    const storage = await stored(model)
    const history = await readHistory(storage, SESSION, { retention, now: model.now })
    expect(history).toHaveLength(4)
    for (const { revision } of history) {
      const version = await readRevision(storage, SESSION, revision)
      expect(version).toMatchObject({
        state: model.truth.get(revision),
        missingPaths: [],
        header: { schemaVersion: 1 },
      })
    }
    expect(await readRevision(storage, SESSION, 2)).toBeUndefined()
    expect(await readRevision(storage, SESSION, 99)).toBeUndefined()
  })
})

describe('fitVersions', () => {
  const versions = [10, 20, 30, 40].map((revision) => ({
    sessionId: SESSION,
    revision,
    base: revision - 1,
    writer: 'a',
    savedAt: revision,
    reason: revision === 10 ? ('manual' as const) : ('debounce' as const),
    schemaVersion: 1,
  }))
  const fit = (maxBytes: number): number[] =>
    fitVersions(
      versions,
      [
        { from: 1, until: 15, byteLength: 100 },
        { from: 16, until: 35, byteLength: 50 },
        { from: 36, until: 38, byteLength: 1_000_000 },
        { from: 25, until: 40, byteLength: 7 },
      ],
      maxBytes,
    ).map(({ revision }) => revision)

  it('counts content once however many versions hold it, and none that no version holds', () => {
    expect(fit(157)).toEqual([10, 20, 30, 40])
  })

  it('lets the oldest go until the rest fits, those that somebody asked for last, the newest never', () => {
    expect(fit(156)).toEqual([10, 40])
    expect(fit(99)).toEqual([40])
    expect(fit(0)).toEqual([40])
  })
})
