import { useEffect, useRef } from 'react'
import { statusAnnouncement, type ToldStatus } from '../announce/statusAnnouncement.ts'
import { useLiveRegion } from '../announce/useLiveRegion.ts'
import type { ShownWord } from '../status/shownStatus.ts'

/** Speaks outcomes through the page's live region when the badge's word changes. */
export function useStatusAnnouncements(word: ShownWord, text: string): void {
  const announce = useLiveRegion()
  const told = useRef<ToldStatus>(undefined)
  useEffect(() => {
    const [next, spoken] = statusAnnouncement(told.current, word)
    told.current = next
    if (spoken) announce({ ...spoken, text })
  }, [word, text, announce])
}
