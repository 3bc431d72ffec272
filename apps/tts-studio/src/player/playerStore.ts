import { create } from 'zustand'
import { currentProject, findChunk } from '../project/projectStore.ts'
import type { Speech } from '../project/Project.ts'
import { say, select } from '../studio/interfaceStore.ts'
import { decodeBase64 } from './decodeBase64.ts'

interface PlayerStore {
  readonly chunkId: string | null
  readonly speech: Speech | null
  readonly isPlaying: boolean
  readonly positionMs: number
}

const silent: PlayerStore = { chunkId: null, speech: null, isPlaying: false, positionMs: 0 }

/** What is heard now. Not saved. */
export const usePlayerStore = create<PlayerStore>(() => silent)

const { getState, setState } = usePlayerStore

let sound: HTMLAudioElement | undefined
let soundUrl: string | undefined

function getSound(): HTMLAudioElement {
  if (sound !== undefined) return sound
  sound = new Audio()
  sound.addEventListener('play', () => setState({ isPlaying: true }))
  sound.addEventListener('pause', () => setState({ isPlaying: false }))
  sound.addEventListener('timeupdate', showPosition)
  sound.addEventListener('seeked', showPosition)
  sound.addEventListener('ended', () => {
    setState({ isPlaying: false, positionMs: 0 })
    playNeighbour(1, { isQuiet: true })
  })
  return sound
}

function showPosition(): void {
  if (sound !== undefined) setState({ positionMs: sound.currentTime * 1000 })
}

/** Plays a chunk from its start, or goes on where it was paused. */
export function play(chunkId: string): void {
  const speech = findChunk(chunkId)?.speech ?? null
  if (speech === null) return
  if (getState().chunkId !== chunkId || getState().speech !== speech) load(chunkId, speech)
  getSound()
    .play()
    .catch((error: unknown) => {
      // Another chunk was chosen, or playing was stopped, before the sound had started.
      if (error instanceof DOMException && error.name === 'AbortError') return
      say('This sound could not be played. Generate the speech again.', { tone: 'problem' })
    })
}

export function pausePlaying(): void {
  sound?.pause()
}

/** Silence: the sound is let go, and the bar is empty. */
export function stopPlaying(): void {
  if (sound !== undefined) {
    sound.pause()
    sound.removeAttribute('src')
    sound.load()
  }
  revoke()
  setState(silent)
}

/** Pauses what is heard; else goes on with it, or plays the chunk that is asked for. */
export function togglePlaying(chunkId: string | null): void {
  const { isPlaying, chunkId: heardId } = getState()
  const wantedId = chunkId ?? heardId
  if (isPlaying) pausePlaying()
  else if (wantedId !== null) play(wantedId)
}

export function seek(positionMs: number): void {
  if (sound === undefined || getState().speech === null) return
  sound.currentTime = positionMs / 1000
  setState({ positionMs })
}

/** Plays the nearest chunk before or behind that has speech. */
export function playNeighbour(direction: 1 | -1, { isQuiet = false } = {}): void {
  const { chunks } = currentProject()
  const { chunkId } = getState()
  const start = chunks.findIndex((chunk) => chunk.id === chunkId)
  // What follows by itself is the very next chunk; a gap in the speech ends the listening.
  const limit = isQuiet ? 1 : chunks.length
  for (let steps = 1, at = start + direction; steps <= limit; steps += 1, at += direction) {
    const chunk = chunks[at]
    if (chunk === undefined) return
    if (chunk.speech === null) continue
    select(chunk.id)
    return play(chunk.id)
  }
}

function load(chunkId: string, speech: Speech): void {
  revoke()
  soundUrl = URL.createObjectURL(new Blob([decodeBase64(speech.audio)], { type: speech.mimeType }))
  getSound().src = soundUrl
  setState({ chunkId, speech, positionMs: 0 })
}

function revoke(): void {
  if (soundUrl !== undefined) URL.revokeObjectURL(soundUrl)
  soundUrl = undefined
}
