/** What decides whether, and how, the shortcut is shown. */
export interface ShortcutDevice {
  /** `navigator.platform`, or what the browser says instead. */
  readonly platform: string
  /** Whether the main pointer is a mouse or a trackpad: the machines that come with a keyboard. */
  readonly hasFinePointer: boolean
}

export interface ShortcutHint {
  /** For eyes: "⌘S". */
  readonly text: string
  /** For `aria-keyshortcuts`: "Meta+S". */
  readonly keys: string
}

/** The hint for a device, or none where there is hardly a keyboard. */
export function shortcutHint({ platform, hasFinePointer }: ShortcutDevice): ShortcutHint | undefined {
  if (!hasFinePointer) return undefined
  return /mac|iphone|ipad/i.test(platform) ? { text: '⌘S', keys: 'Meta+S' } : { text: 'Ctrl S', keys: 'Control+S' }
}

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** Ctrl+S or Cmd+S, also on keyboards whose letters are not Latin. */
export function isSaveShortcut({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): boolean {
  if (ctrlKey === metaKey || altKey || shiftKey) return false
  return key.toLowerCase() === 's' || (code === 'KeyS' && !/^[a-z]$/i.test(key))
}
