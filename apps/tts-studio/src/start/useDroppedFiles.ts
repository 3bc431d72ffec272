import { useEffect } from 'react'
import { openDropped } from './openDropped.ts'

/** A text file may be dropped anywhere on the page. Without this the browser would leave the page and show the file. */
export function useDroppedFiles(): void {
  useEffect(() => {
    window.addEventListener('dragover', allow)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', allow)
      window.removeEventListener('drop', drop)
    }
  }, [])
}

function allow(event: DragEvent): void {
  if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
}

function drop(event: DragEvent): void {
  const file = event.dataTransfer?.files[0]
  // Prevented: the start page has taken it.
  if (file === undefined || event.defaultPrevented) return
  event.preventDefault()
  void openDropped(file)
}
