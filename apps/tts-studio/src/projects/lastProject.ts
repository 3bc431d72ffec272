/** The project of whoever opens the studio for the first time. */
export const firstProject = 'studio'

const KEY = 'tts-studio-project'

/** The project this tab had open, else the one that was opened last in this browser. */
export function lastProject(): string {
  try {
    return sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY) ?? firstProject
  } catch {
    return firstProject
  }
}

export function rememberProject(id: string): void {
  try {
    sessionStorage.setItem(KEY, id)
    localStorage.setItem(KEY, id)
  } catch {
    // Storage is blocked: the choice holds until the page is closed, which is all that can be done.
  }
}
