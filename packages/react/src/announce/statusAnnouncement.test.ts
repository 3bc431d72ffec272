import { describe, expect, test } from 'vitest'
import type { ShownWord } from '../status/shownStatus.ts'
import { statusAnnouncement, type ToldStatus } from './statusAnnouncement.ts'

/** What is announced while the badge goes through these words. */
function announced(words: readonly ShownWord[]): readonly string[] {
  const spoken: string[] = []
  let told: ToldStatus | undefined
  for (const word of words) {
    const [next, announcement] = statusAnnouncement(told, word)
    told = next
    if (announcement) spoken.push(`${word}${announcement.isUrgent ? ' urgently' : ''} ${announcement.quietMs}`)
  }
  return spoken
}

describe('what is announced', () => {
  test('typing, writing and the time since the last save are silent', () => {
    expect(announced(['idle', 'rest', 'editing', 'saving', 'rest'])).toEqual([])
  })

  test('Saved is, no more often than every 30 seconds', () => {
    expect(announced(['editing', 'saved', 'rest'])).toEqual(['saved 30000'])
  })

  test('trouble is, once, however often it is tried again', () => {
    expect(announced(['editing', 'retrying', 'saving', 'retrying', 'editing', 'retrying'])).toEqual(['retrying 1000'])
  })

  test('the end of trouble is, at once', () => {
    expect(announced(['retrying', 'saved'])).toEqual(['retrying 1000', 'saved 0'])
  })

  test('what needs a person now is said over everything else', () => {
    expect(announced(['failed'])).toEqual(['failed urgently 1000'])
  })

  test('a lesser place is, once, also to whoever comes to the page', () => {
    expect(announced(['memory', 'editing', 'saving', 'memory'])).toEqual(['memory 0'])
    expect(announced(['rest', 'editing', 'backup', 'editing', 'memory'])).toEqual(['backup 0', 'memory 0'])
    expect(announced(['backup', 'editing', 'saved'])).toEqual(['backup 0', 'saved 0'])
  })

  test('a pause is when it begins, not when the page opens with it', () => {
    expect(announced(['rest', 'paused'])).toEqual(['paused 0'])
    expect(announced(['paused'])).toEqual([])
  })
})
