import type { Project } from '../project/Project.ts'
import { joinPieces } from '../text/joinPieces.ts'
import { downloadFile, toFileName } from './downloadFile.ts'

/** The manuscript as it is now, as a plain text file. */
export function downloadText({ title, chunks }: Project): void {
  downloadFile(toFileName(title, 'txt'), new Blob([joinPieces(chunks), '\n'], { type: 'text/plain;charset=utf-8' }))
}
