import { useSyncExternalStore } from 'react'
import { shortcutHint, type ShortcutHint } from './saveShortcut.ts'

// Chromium's successor of `navigator.platform`; other browsers do not have it, and TypeScript's library neither.
interface HintedNavigator {
  readonly userAgentData?: { readonly platform: string }
}

let hint: ShortcutHint | undefined

function readHint(): ShortcutHint | undefined {
  const { userAgentData } = navigator as HintedNavigator
  const platform = userAgentData?.platform || navigator.platform
  const next = shortcutHint({ platform, hasFinePointer: matchMedia('(pointer: fine)').matches })
  // The same object while nothing changes: React compares snapshots by identity.
  if (next?.text !== hint?.text) hint = next
  return hint
}

function subscribe(listener: () => void): () => void {
  const query = matchMedia('(pointer: fine)')
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/** How this device writes the shortcut; `undefined` where it has no use, and on a server. */
export function useShortcutHint(): ShortcutHint | undefined {
  return useSyncExternalStore(subscribe, readHint, () => undefined)
}
