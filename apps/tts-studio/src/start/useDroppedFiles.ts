import { useEffect } from 'react'
import { textFromFile, type FoundText } from './FoundText.ts'

/**
 * A text file dropped anywhere on the page. Without this the browser would leave the page and show the file.
 */
export function useDroppedFiles(onText: (found: FoundText) => void, onProblem: (error: unknown) => void): void {
  useEffect(() => {
    const allow = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0]
      if (file === undefined || event.defaultPrevented) return
      event.preventDefault()
      textFromFile(file).then(onText, onProblem)
    }
    window.addEventListener('dragover', allow)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', allow)
      window.removeEventListener('drop', drop)
    }
  }, [onText, onProblem])
}
