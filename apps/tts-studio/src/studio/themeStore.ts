import { create } from 'zustand'

export type Theme = 'light' | 'dark' | 'system'

const KEY = 'tts-studio-theme'
const themes: readonly Theme[] = ['system', 'light', 'dark']

/** Light, dark, or as the device has it. A habit of this person on this device: kept apart from the work. */
export const useThemeStore = create<{ readonly theme: Theme }>(() => ({ theme: readTheme() }))

export function setNextTheme(): void {
  const { theme } = useThemeStore.getState()
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system'
  useThemeStore.setState({ theme: next })
  showTheme(next)
  try {
    localStorage.setItem(KEY, next)
  } catch {
    // Storage is blocked: the choice holds until the page is closed, which is all that can be done.
  }
}

/** The style sheets follow `color-scheme`; this sets it. */
export function showTheme(theme: Theme): void {
  document.documentElement.style.colorScheme = theme === 'system' ? 'light dark' : theme
}

function readTheme(): Theme {
  try {
    return themes.find((theme) => theme === localStorage.getItem(KEY)) ?? 'system'
  } catch {
    return 'system'
  }
}
