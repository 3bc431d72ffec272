import { expect, it } from 'vitest'
import { defaultParameters } from '../speech/synthesizer.ts'
import { emptyProject } from './emptyProject.ts'
import type { Chunk } from './Project.ts'
import { isSpeakable, speechState } from './speechState.ts'

const spoken: Chunk = {
  id: 'a',
  text: 'Aye.',
  speech: {
    audio: '',
    mimeType: 'audio/wav',
    durationMs: 1,
    voice: emptyProject.voice,
    parameters: defaultParameters,
    spokenText: 'Aye.',
  },
}

it('knows speech that is there, missing, or out of date by its words or its voice', () => {
  expect(speechState({ ...spoken, speech: null }, emptyProject)).toBe('none')
  expect(speechState(spoken, emptyProject)).toBe('current')
  expect(speechState({ ...spoken, text: 'Nay.' }, emptyProject)).toBe('text-changed')
  expect(speechState(spoken, { ...emptyProject, voice: 'rms' })).toBe('voice-changed')
  expect(speechState(spoken, { ...emptyProject, parameters: { ...defaultParameters, speed: 1.5 } })).toBe(
    'voice-changed',
  )
})

it('compares parameters by their values: those of restored work are other objects', () => {
  expect(speechState(spoken, { ...emptyProject, parameters: { ...defaultParameters } })).toBe('current')
})

it('finds nothing to speak in a row of stars', () => {
  expect(isSpeakable({ ...spoken, text: '* * *' })).toBe(false)
  expect(isSpeakable({ ...spoken, text: '42' })).toBe(true)
})
