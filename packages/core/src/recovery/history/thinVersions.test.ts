import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultRetention } from '../../config/RetentionConfig.ts'
import type { SaveReason, SegmentHeader } from '../../records/SegmentRow.ts'
import { thinVersions } from './thinVersions.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** The beginning of a day. */
const NOON = 20_000 * DAY

function version(revision: number, savedAt: number, more: Partial<SegmentHeader> = {}): SegmentHeader {
  const header = { sessionId: 'book', base: revision - 1, writer: 'tab', reason: 'debounce', schemaVersion: 1 } as const
  return { ...header, revision, savedAt, ...more }
}

function revisions(versions: readonly SegmentHeader[]): number[] {
  return versions.map(({ revision }) => revision)
}

const anyWriter = fc.constantFrom('a', 'a', 'a', 'a', 'b', 'c')

const anyReason = fc.constantFrom<SaveReason>('debounce', 'debounce', 'early', 'early', 'leave', 'manual', 'restore')

/** Saves of some tabs over some weeks, most of them seconds apart. */
const anyHistory = fc
  .array(fc.tuple(fc.oneof(fc.nat(5_000), fc.nat(5_000), fc.nat(3 * HOUR), fc.nat(2 * DAY)), anyReason, anyWriter), {
    maxLength: 120,
  })
  .map((steps) => {
    let savedAt = NOON
    return steps.map(([wait, reason, writer], index) => version(index + 1, (savedAt += wait), { reason, writer }))
  })

/** Pages one after another, each of which types for a while. */
const anyPages = fc
  .array(fc.array(fc.tuple(fc.nat(20_000), anyReason), { minLength: 1, maxLength: 20 }), { minLength: 2, maxLength: 6 })
  .map((pages) => {
    const saves = pages.flatMap((page, index) =>
      page.map(([wait, reason]) => ({ wait, reason, writer: `page-${index}` })),
    )
    let savedAt = NOON
    return saves.map(({ wait, ...more }, index) => version(index + 1, (savedAt += wait), more))
  })

describe('thinVersions', () => {
  it('makes one version of a minute of typing, the last of it', () => {
    const typing = Array.from({ length: 40 }, (_, index) => version(index + 1, NOON + index * 2_000))
    expect(revisions(thinVersions(typing, NOON + 80_000, defaultRetention))).toEqual([30, 40])
  })

  it('makes no version of an early commit, also where each save is one, unless nothing of that page came after it', () => {
    const saves = [
      version(1, NOON, { reason: 'early' }),
      version(2, NOON + 250, { reason: 'early' }),
      version(3, NOON + 2_000),
      version(4, NOON + 5_000),
      version(5, NOON + 6_000, { reason: 'early' }),
      version(6, NOON + 9_000, { reason: 'early', writer: 'after a crash' }),
    ]
    const keepsEach = { ...defaultRetention, mergeWindowMs: 0 }
    expect(revisions(thinVersions(saves, NOON + 10_000, keepsEach))).toEqual([3, 4, 5, 6])
    expect(revisions(thinVersions(saves.slice(0, 3), NOON + 10_000, keepsEach))).toEqual([3])
  })

  it('lets what somebody asked for stand on its own', () => {
    const saves = [
      version(1, NOON),
      version(2, NOON + 1, { reason: 'manual' }),
      version(3, NOON + 2, { reason: 'restore' }),
      version(4, NOON + 3, { label: 'Before the cut' }),
      version(5, NOON + 4),
      version(6, NOON + 5),
    ]
    expect(revisions(thinVersions(saves, NOON + 10, defaultRetention))).toEqual([1, 2, 3, 4, 6])
  })

  it('keeps what a page has opened, however soon it writes, until the hour has passed', () => {
    const saves = [
      version(1, NOON),
      version(2, NOON + 5_000),
      version(3, NOON + 8_000, { writer: 'reloaded' }),
      version(4, NOON + 20_000, { writer: 'reloaded', reason: 'manual' }),
      version(5, NOON + 30_000, { writer: 'reloaded' }),
    ]
    expect(revisions(thinVersions(saves, NOON + 40_000, defaultRetention))).toEqual([2, 4, 5])
    expect(revisions(thinVersions(saves, NOON + 3 * HOUR, defaultRetention))).toEqual([4, 5])
  })

  it('keeps what any page has opened in the last hour', () => {
    fc.assert(
      fc.property(anyPages, (saves) => {
        const kept = thinVersions(saves, saves.at(-1)?.savedAt ?? NOON, { ...defaultRetention, maxVersions: 1_000 })
        const opened = saves.filter(({ writer }, index) => (saves[index + 1]?.writer ?? writer) !== writer)
        expect(kept).toEqual(expect.arrayContaining(opened))
      }),
      { numRuns: 500 },
    )
  })

  it('makes no version of each turn of two tabs that are written in by turns', () => {
    const turns = Array.from({ length: 600 }, (_, index) =>
      version(index + 1, NOON + index * 3_000, { writer: index % 2 === 0 ? 'a' : 'b' }),
    )
    expect(thinVersions(turns, NOON + 30 * MINUTE, defaultRetention).length).toBeLessThanOrEqual(33)
  })

  it('thins what grows older to hours, then to days', () => {
    const saves = Array.from({ length: 3 * 24 * 6 }, (_, index) => version(index + 1, NOON + index * 10 * MINUTE))
    const now = NOON + 3 * DAY
    const ages = thinVersions(saves, now, { ...defaultRetention, maxVersions: 1_000 }).map(
      ({ savedAt }) => now - savedAt,
    )
    expect(ages.filter((age) => age <= HOUR)).toHaveLength(6)
    expect(ages.filter((age) => age > 2 * HOUR && age <= DAY)).toHaveLength(22)
    expect(ages.filter((age) => age > 2 * DAY)).toHaveLength(1)
  })

  it('lets go what is too old, but for what has a name, and never the newest', () => {
    const saves = [version(1, NOON, { reason: 'manual' }), version(2, NOON, { label: 'Sent' }), version(3, NOON)]
    expect(revisions(thinVersions(saves, NOON + 31 * DAY, defaultRetention))).toEqual([2, 3])
    expect(revisions(thinVersions(saves, NOON + 29 * DAY, defaultRetention))).toEqual([1, 2, 3])
  })

  it('keeps what stood there before an old version was brought back, so that this can be undone', () => {
    const saves = [
      version(1, NOON),
      version(2, NOON + 10_000),
      version(3, NOON + 20_000, { reason: 'restore' }),
      version(4, NOON + 30_000),
    ]
    expect(revisions(thinVersions(saves, NOON + HOUR, defaultRetention))).toEqual([2, 3, 4])
  })

  it('keeps at most so many: the oldest go first, those that somebody asked for last', () => {
    const saves = Array.from({ length: 9 }, (_, index) =>
      version(index + 1, NOON + index * 2 * MINUTE, index === 1 ? { reason: 'manual' } : {}),
    )
    const retention = { ...defaultRetention, maxVersions: 3 }
    expect(revisions(thinVersions(saves, NOON + HOUR, retention))).toEqual([2, 8, 9])
    expect(revisions(thinVersions(saves, NOON + HOUR, { ...retention, maxVersions: 1 }))).toEqual([9])
  })

  it('comes to the same whenever and however often it was thinned before', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(120), fc.nat(40 * DAY), (history, cut, later) => {
        const before = history.slice(0, cut)
        const now = (before.at(-1)?.savedAt ?? NOON) + 1
        const end = Math.max(now, history.at(-1)?.savedAt ?? NOON) + later
        const once = thinVersions(history, end, defaultRetention)
        const thinned = thinVersions(before, now, { ...defaultRetention, maxVersions: 1_000 })
        const again = thinVersions([...thinned, ...history.slice(cut)], end, defaultRetention)
        expect(revisions(again)).toEqual(revisions(once))
        expect(once.at(-1)).toBe(history.at(-1))
      }),
      { numRuns: 500 },
    )
  })
})
