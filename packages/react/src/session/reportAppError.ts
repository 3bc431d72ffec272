/**
 * Hands an error to whoever listens for uncaught errors (`window.onerror`, monitoring), without stopping what runs now.
 * The app's own callbacks may throw while the kit works; the kit goes on, and the error is not swallowed.
 */
export function reportAppError(error: unknown): void {
  if (typeof reportError === 'function') reportError(error)
  else
    setTimeout(() => {
      throw error
    })
}
