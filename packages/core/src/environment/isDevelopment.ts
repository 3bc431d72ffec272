declare const process: { readonly env: { readonly NODE_ENV?: string } }

/** Whether this is a developer's build. Bundlers put the answer in place of the expression; where there is none, it is not. */
export function isDevelopment(): boolean {
  try {
    return process.env.NODE_ENV !== 'production'
  } catch {
    return false
  }
}
