import { voices } from '../speech/synthesizer.ts'

const first = voices[0]
if (first === undefined) throw new Error('The synthesiser offers no voice.')

/** The voice a new project speaks with. */
export const defaultVoice = first.id
