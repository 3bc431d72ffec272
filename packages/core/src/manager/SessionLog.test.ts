import { describe, expect, it } from 'vitest'
import { resolveConfig } from '../config/resolveConfig.ts'
import { readSession } from '../recovery/readSession.ts'
import { MemoryStorage } from '../storage/memory/MemoryStorage.ts'
import type { Commit } from './Commit.ts'
import { EncodingRules } from './EncodingRules.ts'
import { SessionLog } from './SessionLog.ts'

/** More than one record: a change alone is not the whole. */
const book = (title: string): object => ({
  title,
  notes: Array.from({ length: 60 }, (_, id) => ({ id, text: 'whale '.repeat(20) })),
})

function planned(log: SessionLog, state: unknown): Commit {
  const made = { reason: 'debounce', label: undefined, savedAt: 0, schemaVersion: 1, attachments: undefined } as const
  const rules = EncodingRules.of(resolveConfig({}))
  const steps = log.planSteps({ ...made, state, rules, isMutable: false, isDue: () => false })
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value
}

describe('A commit behind one that was sent and not heard of', () => {
  it('holds the whole state when what that one was made on is lost', async () => {
    const [log, lost, empty] = [
      new SessionLog({ sessionId: 'book' }, 'a tab'),
      new MemoryStorage(),
      new MemoryStorage(),
    ]
    const first = planned(log, book('Loomings'))
    await lost.append(first.rows, { durability: 'relaxed' })
    log.adopt(await readSession(lost, 'book'))
    const decide = log.readBegins()
    // While the session is read, which finds that the database has lost it.
    log.sent(planned(log, book('Loomings, edited')))
    const found = await readSession(empty, 'book')
    decide(found)
    log.adopt(found)
    const next = planned(log, book('Loomings, edited twice'))
    await empty.append(next.rows, { durability: 'relaxed' })
    expect((await readSession(empty, 'book')).tree.root?.value).toEqual(book('Loomings, edited twice'))
  })
})
