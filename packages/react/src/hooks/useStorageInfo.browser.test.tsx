import { AutoSaveService, type StorageInfo } from '@autosave-kit/core'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { Profiler } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AutoSaveProvider } from '../provider/AutoSaveProvider.tsx'
import { badgeStates } from '../stories/badgeStates.ts'
import { storyStorage } from '../stories/storyFigures.ts'
import { storyService, type StoryService } from '../stories/storyService.ts'
import { StorySession } from '../stories/StorySession.tsx'
import { useStorageInfo } from './useStorageInfo.ts'

let service: StoryService
let answers: StorageInfo[]

beforeEach(() => {
  service = storyService(badgeStates.saved)
  answers = []
})

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

/** The story service with a storage that answers one thing after the other, and the last for ever. */
function answering(...given: StorageInfo[]): StoryService {
  answers = given
  const getStorageInfo = vi.fn<() => Promise<StorageInfo>>(async () => {
    const [answer = storyStorage] = answers
    if (answers.length > 1) answers.shift()
    return answer
  })
  return Object.assign(service, { getStorageInfo })
}

function Room() {
  const { usage, diagnosis } = useStorageInfo()
  return <p>{`${usage} ${diagnosis.place}`}</p>
}

test('the real storage answers: saves go to the disk', async () => {
  const real = new AutoSaveService()
  render(
    <AutoSaveProvider service={real}>
      <Room />
    </AutoSaveProvider>,
  )
  // WebKitGTK says nothing of the room.
  const { usage } = await real.getStorageInfo()
  await waitFor(() => expect(screen.getByText(/disk$/).textContent?.startsWith('undefined')).toBe(usage === undefined))
  cleanup()
  await real.dispose()
})

test('a storage that gets into trouble is asked again at once', async () => {
  const trouble = { ...storyStorage.diagnosis, place: 'fallback' } as const
  answering(storyStorage, { ...storyStorage, diagnosis: trouble })
  render(
    <StorySession service={service}>
      <Room />
    </StorySession>,
  )
  await screen.findByText('32400000 disk')
  service.show({ storage: trouble })
  await waitFor(() => expect(screen.getByText('32400000 fallback')).toBeTruthy())
})

test('after saves it is asked some seconds later, once for all components', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  answering(storyStorage, { ...storyStorage, usage: 40 })
  const look = <Room key="other" />
  render(
    <StorySession service={service}>
      <Room />
      {look}
    </StorySession>,
  )
  await vi.waitFor(() => expect(screen.getAllByText('32400000 disk')).toHaveLength(2))
  service.show({ revision: 13 })
  service.show({ revision: 14 })
  await vi.advanceTimersByTimeAsync(4_900)
  expect(service.getStorageInfo).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(200)
  await vi.waitFor(() => expect(screen.getAllByText('40 disk')).toHaveLength(2))
  expect(service.getStorageInfo).toHaveBeenCalledTimes(2)
})

test('a component that reads the diagnosis is not rendered for the room', async () => {
  const onRender = vi.fn<() => void>()
  function Place() {
    return <i>{useStorageInfo().diagnosis.place}</i>
  }
  answering({ ...storyStorage, usage: 1 })
  render(
    <StorySession service={service}>
      <Room />
      <Profiler id="place" onRender={onRender}>
        <Place />
      </Profiler>
    </StorySession>,
  )
  await screen.findByText('1 disk')
  expect(onRender).toHaveBeenCalledTimes(1)
})
