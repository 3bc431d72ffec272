import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstShownStatus, nextShownStatus, type ShownStatus, type ShownWord } from './shownStatus.ts'
import type { StatusFact } from './statusFact.ts'

/** What happens, and how many ms after the thing before. */
type Script = readonly (readonly [fact: StatusFact, afterMs: number])[]

interface Frame {
  readonly word: ShownWord
  readonly fact: StatusFact
  readonly at: number
}

/** Plays a script as the store would: looks at each change and at each moment the machine asks for. */
function play(first: StatusFact, script: Script, forMs = 20_000): readonly Frame[] {
  let shown: ShownStatus = firstShownStatus(first, 0)
  let fact = first
  let now = 0
  const frames: Frame[] = [{ word: shown.word, fact, at: 0 }]
  const look = (): number | undefined => {
    const [next, wakeAt] = nextShownStatus(shown, fact, now)
    shown = next
    frames.push({ word: shown.word, fact, at: now })
    return wakeAt
  }
  const runUntil = (end: number): void => {
    for (let wakeAt = look(); wakeAt !== undefined && wakeAt <= end; wakeAt = look()) {
      expect(wakeAt).toBeGreaterThan(now)
      now = wakeAt
    }
    now = end
  }
  for (const [next, afterMs] of script) {
    runUntil(now + afterMs)
    fact = next
  }
  runUntil(now + forMs)
  return frames
}

/** The words in the order they came up, each with its moment. */
function words(frames: readonly Frame[]): readonly string[] {
  return frames.filter(({ word }, index) => word !== frames[index - 1]?.word).map(({ word, at }) => `${word} ${at}`)
}

describe('what the badge shows', () => {
  test('an edit and its save read: the last save, Editing after a second, Saved, the last save', () => {
    const frames = play('saved', [
      ['unsaved', 500],
      ['saving', 2_000],
      ['saved', 20],
    ])
    expect(words(frames)).toEqual(['rest 0', 'editing 1500', 'saved 2520', 'rest 4520'])
  })

  test('a save that is over within a second of the edit changes nothing on the screen', () => {
    const frames = play('saved', [
      ['unsaved', 100],
      ['saving', 250],
      ['saved', 20],
      ['unsaved', 100],
      ['saving', 250],
      ['saved', 20],
    ])
    expect(words(frames)).toEqual(['rest 0'])
  })

  test('Saving comes up only after 400 ms of writing, and then stays a second', () => {
    const frames = play('saved', [
      ['saving', 0],
      ['saved', 450],
    ])
    expect(words(frames)).toEqual(['rest 0', 'saving 400', 'saved 1400', 'rest 3400'])
  })

  test('Saved goes the moment someone types on', () => {
    const frames = play('unsaved', [
      ['saving', 1_000],
      ['saved', 10],
      ['unsaved', 300],
    ])
    expect(words(frames)).toEqual(['editing 0', 'saved 1010', 'rest 1310', 'editing 2310'])
  })

  test('an error comes up at once, over everything, and stays until it is over', () => {
    const frames = play('saved', [
      ['saving', 0],
      ['retrying', 420],
      ['saving', 5_000],
      ['retrying', 30],
      ['saved', 3_000],
    ])
    expect(words(frames)).toEqual(['rest 0', 'saving 400', 'retrying 420', 'saved 8450', 'rest 10450'])
  })

  test('saved work that is found on opening is not called saved just now', () => {
    expect(words(play('idle', [['saved', 40]]))).toEqual(['idle 0', 'rest 40'])
  })

  test('the first save of a new session is', () => {
    const frames = play('idle', [
      ['saving', 40],
      ['saved', 10],
    ])
    expect(words(frames)).toEqual(['idle 0', 'saved 50', 'rest 2050'])
  })

  test('turning auto-save off and on answers at once', () => {
    const frames = play('saved', [
      ['paused', 100],
      ['unsaved', 100],
    ])
    expect(words(frames)).toEqual(['rest 0', 'paused 100', 'editing 200'])
  })

  test('parts that cannot be saved take the place of Saved', () => {
    const frames = play('unsaved', [['partial', 1_500]])
    expect(words(frames)).toEqual(['editing 0', 'partial 1500'])
  })
})

const facts: readonly StatusFact[] = [
  'idle',
  'saved',
  'backup',
  'memory',
  'partial',
  'unsaved',
  'saving',
  'paused',
  'conflict',
  'retrying',
  'failed',
]
const anyFact = fc.constantFrom(...facts)
const anyScript = fc.array(fc.tuple(anyFact, fc.integer({ min: 0, max: 3_000 })), { maxLength: 30 })
const calm: readonly ShownWord[] = ['idle', 'rest', 'saved', 'partial', 'backup', 'memory', 'paused']
const urgent: readonly StatusFact[] = ['failed', 'retrying', 'conflict', 'paused']

describe('whatever happens', () => {
  test('the screen never says Saved when something is not stored', () => {
    fc.assert(
      fc.property(anyFact, anyScript, (first, script) => {
        const claims = play(first, script).filter(({ word }) => word === 'saved')
        expect(claims.filter(({ fact }) => fact !== 'saved')).toEqual([])
      }),
    )
  })

  test('errors, conflicts and pauses are on the screen as long as they are true', () => {
    fc.assert(
      fc.property(anyFact, anyScript, (first, script) => {
        const inNeed = play(first, script).filter(({ fact }) => urgent.includes(fact))
        expect(inNeed.filter(({ word, fact }) => word !== fact)).toEqual([])
      }),
    )
  })

  test('Editing, Saving and errors stay a second, unless something more urgent comes', () => {
    fc.assert(
      fc.property(anyFact, anyScript, (first, script) => {
        const frames = play(first, script)
        const changes = frames.filter(({ word }, index) => word !== frames[index - 1]?.word)
        changes.slice(1).forEach(({ word, at, fact }, index) => {
          const before = changes[index]
          if (!before || urgent.includes(fact) || calm.includes(before.word)) return
          expect(at - before.at, `${before.word} to ${word}`).toBeGreaterThanOrEqual(1_000)
        })
      }),
    )
  })

  test('when nothing happens any more the screen comes to rest on what is true', () => {
    const rest: Record<StatusFact, ShownWord> = {
      idle: 'idle',
      saved: 'rest',
      partial: 'partial',
      backup: 'backup',
      memory: 'memory',
      unsaved: 'editing',
      saving: 'saving',
      paused: 'paused',
      elsewhere: 'elsewhere',
      conflict: 'conflict',
      retrying: 'retrying',
      failed: 'failed',
    }
    fc.assert(
      fc.property(anyFact, anyScript, (first, script) => {
        const last = play(first, script).at(-1)
        expect(last?.word).toBe(last && rest[last.fact])
      }),
    )
  })
})
