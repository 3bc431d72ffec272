import { describe, expect, test } from 'vitest'
import { storyReport } from '../stories/storySnapshot.ts'
import { recoveryNotice } from './recoveryNotice.ts'

describe('what is worth a word after opening', () => {
  test('a plain reload, another tab at work and an unknown end are not', () => {
    expect(
      recoveryNotice([storyReport({}), storyReport({ ending: 'alive' }), storyReport({ ending: 'unknown' })]),
    ).toBeUndefined()
  })

  test('a crash before anything was saved is not', () => {
    expect(recoveryNotice([storyReport({ ending: 'crashed', found: false, savedAt: undefined })])).toBeUndefined()
  })

  test('a crash is, with the newest moment that is here', () => {
    const reports = [1_000, 3_000, 2_000].map((savedAt) => storyReport({ ending: 'crashed', savedAt }))
    expect(recoveryNotice(reports)).toEqual({
      crashedAt: 3_000,
      isBroughtBack: false,
      isDamaged: false,
      missingPaths: [],
    })
  })

  test('damage is, with each missing part once', () => {
    const reports = [
      storyReport({ damagedRowCount: 1, missingPaths: ['chunks.3'] }),
      storyReport({ missingPaths: ['chunks.3', 'title'] }),
    ]
    expect(recoveryNotice(reports)).toEqual({
      crashedAt: undefined,
      isBroughtBack: false,
      isDamaged: true,
      missingPaths: ['chunks.3', 'title'],
    })
  })

  test('work that the browser had lost is, however its page ended', () => {
    expect(recoveryNotice([storyReport({}), storyReport({ source: 'lifeboat' })])).toEqual({
      crashedAt: undefined,
      isBroughtBack: true,
      isDamaged: false,
      missingPaths: [],
    })
  })
})
