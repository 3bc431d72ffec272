import { TestWorld } from '@autosave-kit/testing'
import { describe, expect, it, vi } from 'vitest'
import { AutoSaveManager } from './AutoSaveManager.ts'

const TEXTS = ['a', 'ab', 'abc', 'abcd', 'abcde']

/** A session of some commits that nothing needs any more, and the idle time in which they are let go. */
async function compactIn(world: TestWorld): Promise<AutoSaveManager> {
  const { surroundings } = world.page()
  const compactFrom = { manyCommits: 2, someCommits: 2, floorBytes: 0 }
  const retention = { maxVersions: 1 }
  const manager = new AutoSaveManager('book', { retention }, { ...surroundings, compactFrom })
  for (const text of TEXTS) {
    void manager.scheduleSave({ text })
    await manager.flush()
  }
  await world.clock.advance(120_000)
  return manager
}

function positionsIn(world: TestWorld): number[] {
  return Array.from(world.storage.rows.values(), ({ revision }) => revision).toSorted((one, other) => one - other)
}

describe('A compaction', () => {
  it('takes no position out of the log while another page has the session open: a late writer must find it taken', async () => {
    const world = new TestWorld()
    const other = world.page().manager()
    await other.restore()
    const retire = vi.spyOn(world.storage, 'retire')
    await compactIn(world)
    expect(retire.mock.calls.map(([{ mode }]) => mode)).toContain('empty')
    expect(retire.mock.calls.map(([{ mode }]) => mode)).not.toContain('remove')
    expect(positionsIn(world)).toEqual(expect.arrayContaining(TEXTS.map((_, index) => index + 1)))
  })

  it('has what it carries on the medium itself before it lets anything go', async () => {
    const world = new TestWorld()
    const seen: string[] = []
    const retire = world.storage.retire.bind(world.storage)
    vi.spyOn(world.storage, 'retire').mockImplementation((retirement) => {
      const carried = world.storage.appends.filter(({ rows }) => rows[0]?.reason === 'compaction')
      seen.push(...carried.map(({ options }) => options.durability))
      return retire(retirement)
    })
    await compactIn(world)
    expect(seen.length).toBeGreaterThan(0)
    expect(new Set(seen)).toEqual(new Set(['strict']))
  })
})
