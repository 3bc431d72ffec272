declare const process: { readonly env: { readonly NODE_ENV?: string } }

/** Writes to the console of a developer's build; elsewhere nothing. Never values of the app's state: they may be secrets. */
export function tellDeveloper(message: string): void {
  if (isDevelopment()) console.info(`AutoSave Kit: ${message}`)
}

/** Says that something failed which nobody foresaw: of what kind and where, but not the message, which may quote the app's state. */
export function tellFailure(what: string, cause: unknown): void {
  if (!(cause instanceof Error)) return tellDeveloper(what)
  const { name, message, stack = '' } = cause
  tellDeveloper(`${what}. ${name} ${message === '' ? stack : stack.replaceAll(message, '…')}`)
}

/** Bundlers put the answer in place of the expression; where there is none, this is no developer's build. */
function isDevelopment(): boolean {
  try {
    return process.env.NODE_ENV !== 'production'
  } catch {
    return false
  }
}
