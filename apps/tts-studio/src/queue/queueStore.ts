import { create } from 'zustand'
import { currentProject, findChunk, landSpeech } from '../project/projectStore.ts'
import { isSpeakable } from '../project/speechState.ts'
import { createSynthesizer, SpeechError } from '../speech/synthesizer.ts'
import { say } from '../studio/interfaceStore.ts'
import { idleProgress, type QueueProgress, ChunkQueue } from './ChunkQueue.ts'

interface QueueStore {
  readonly progress: QueueProgress
  /** What went wrong at a chunk, in words for people, until it is tried again. */
  readonly problems: ReadonlyMap<string, string>
}

/** The queue as the screen sees it. Not saved: speech that is missing after a reload can be asked for again. */
export const useQueueStore = create<QueueStore>(() => ({ progress: idleProgress, problems: new Map() }))

const { getState, setState } = useQueueStore

const synthesizer = createSynthesizer()

const queue = new ChunkQueue({
  speak: speakChunk,
  onChange: showProgress,
  onFailed: (id, error) => {
    setProblem(id, error instanceof SpeechError ? error.message : 'The speech could not be generated. Try again.')
  },
})

async function speakChunk(id: string, signal: AbortSignal): Promise<void> {
  setProblem(id, undefined)
  const chunk = findChunk(id)
  if (chunk === undefined || !isSpeakable(chunk)) return
  const { voice, parameters } = currentProject()
  const spokenText = chunk.text
  const { audio, mimeType, durationMs } = await synthesizer.speak({ text: spokenText, voice, parameters }, { signal })
  landSpeech(id, { audio, mimeType, durationMs, voice, parameters, spokenText })
}

function showProgress(progress: QueueProgress): void {
  const { totalCount, doneCount, failedCount } = getState().progress
  setState({ progress })
  if (progress.state !== 'idle' || totalCount < 2 || doneCount + failedCount < totalCount) return
  if (failedCount === 0) say(`Speech is ready for ${doneCount.toLocaleString('en')} chunks.`)
  else
    say(
      `${failedCount.toLocaleString('en')} of ${totalCount.toLocaleString('en')} chunks could not be spoken. Each says why.`,
      { tone: 'problem' },
    )
}

function setProblem(id: string, message: string | undefined): void {
  const { problems } = getState()
  if (problems.get(id) === message) return
  const changed = new Map(problems)
  if (message === undefined) changed.delete(id)
  else changed.set(id, message)
  setState({ problems: changed })
}

/** Speaks one chunk as soon as the one under way is done. */
export function generateOne(id: string): void {
  const chunk = findChunk(id)
  if (chunk === undefined) return
  if (isSpeakable(chunk)) queue.add([id], 'front')
  else setProblem(id, 'There is nothing to speak here: the chunk has no words. Write some, or delete it.')
}

/** Speaks those of the chunks that have no speech, or whose speech is out of date. */
export function generateMany(ids: readonly string[]): void {
  queue.add(ids)
}

export const pauseQueue = (): void => queue.pause()
export const resumeQueue = (): void => queue.resume()
export const cancelQueue = (): void => queue.cancel()
