import type { Project } from '../project/Project.ts'
import { downloadFile, toFileName } from './downloadFile.ts'
import { joinSpeech } from './joinSpeech.ts'

/** All speech there is, as one WAV file. Throws when it cannot be put together: hours of it do not fit into one piece of memory. */
export function downloadAudio({ title, chunks }: Project): void {
  downloadFile(toFileName(title, 'wav'), new Blob([joinSpeech(chunks)], { type: 'audio/wav' }))
}
