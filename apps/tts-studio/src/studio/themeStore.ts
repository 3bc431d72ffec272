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

/**
 * `theme.css` sets the page's `color-scheme` by this attribute. Not by a style of the element: where the bundler writes `light-dark()` for
 * older browsers, only the scheme that a style sheet sets is seen.
 */
export function showTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme
}

function readTheme(): Theme {
  try {
    return themes.find((theme) => theme === localStorage.getItem(KEY)) ?? 'system'
  } catch {
    return 'system'
  }
}
