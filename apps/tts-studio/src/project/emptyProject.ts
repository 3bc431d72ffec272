import { defaultParameters } from '../speech/synthesizer.ts'
import { defaultVoice } from './defaultVoice.ts'
import type { Project } from './Project.ts'

/** What the studio shows before anything was opened or restored. */
export const emptyProject: Project = {
  title: '',
  source: null,
  voice: defaultVoice,
  parameters: defaultParameters,
  chunks: [],
}
