import { AutoSaveService } from '@autosave-kit/core'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AutoSaveProvider } from '../provider/AutoSaveProvider.tsx'
import { RecoveryBanner } from '../RecoveryBanner/RecoveryBanner.tsx'
import { SaveNowButton } from '../SaveNowButton/SaveNowButton.tsx'
import { SaveStatusBadge } from '../SaveStatusBadge/SaveStatusBadge.tsx'
import { StorageNotice } from '../StorageNotice/StorageNotice.tsx'
import { ArticleForm } from '../stories/ArticleForm.tsx'

let service: AutoSaveService

beforeEach(() => {
  service = new AutoSaveService({ debounceMs: 50 })
})

afterEach(async () => {
  cleanup()
  await service.dispose()
})

/** "Saved" is said no more often than this, in ms; the observer may be a little late. */
const QUIET_MS = 29_000

interface Spoken {
  readonly words: string
  readonly at: number
}

/** Everything a screen reader is given to say, in order, with how and when. */
function listen(): readonly Spoken[] {
  const transcript: Spoken[] = []
  for (const role of ['status', 'alert']) {
    const region = document.querySelector(`[role=${role}]`)
    if (!region) throw new Error(`There is no ${role} on the page.`)
    const note = (): void => {
      const { textContent } = region
      if (textContent) transcript.push({ words: `${role}: ${textContent}`, at: performance.now() })
    }
    new MutationObserver(note).observe(region, { childList: true, characterData: true, subtree: true })
  }
  return transcript
}

test('a session of typing, with many saves in it, is one “Saved” to a screen reader, and Save now another', async () => {
  const id = crypto.randomUUID()
  render(
    <AutoSaveProvider service={service}>
      <RecoveryBanner />
      <StorageNotice />
      <ArticleForm id={id} />
      <SaveStatusBadge />
      <SaveNowButton />
    </AutoSaveProvider>,
  )
  const revision = (): number => service.getManager(id).getSnapshot().revision
  const badge = (): string | null => document.querySelector('.autosave-badge-face')?.textContent ?? null
  await waitFor(() => expect(service.getManager(id).getSnapshot().restored).toBeDefined())
  const transcript = listen()
  for (const sentence of ['Call me Ishmael. ', 'Some years ago, ', 'never mind how long.']) {
    const before = revision()
    await userEvent.type(screen.getByLabelText('Body'), sentence)
    await waitFor(() => expect(revision()).toBeGreaterThan(before))
    await waitFor(() => expect(badge()).toMatch(/^Saved/))
  }
  const inSession = transcript.slice()
  expect(new Set(inSession.map(({ words }) => words))).toEqual(new Set(['status: Saved']))
  // Once, as long as the machine types this in half a minute.
  const tooSoon = inSession.filter(({ at }, index) => at - (inSession[index - 1]?.at ?? -Infinity) < QUIET_MS)
  expect(tooSoon).toEqual([])
  await userEvent.click(screen.getByRole('button', { name: 'Save now' }))
  await waitFor(() => expect(transcript.at(-1)?.words).toBe('status: Saved now'))
})
