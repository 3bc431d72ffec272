import { useEffect } from 'react'
import { fitPanels, sheetQuery } from './interfaceStore.ts'

/** Opens and closes the side panels when the window crosses the width below which they are sheets. */
export function useFittingPanels(): void {
  useEffect(() => {
    const query = window.matchMedia(sheetQuery)
    query.addEventListener('change', fitPanels)
    return () => query.removeEventListener('change', fitPanels)
  }, [])
}
