// Bundlers replace `process.env.NODE_ENV` by a string. In a browser without one there is no `process`, and nobody to read a hint.
declare const process: { readonly env: { readonly NODE_ENV?: string } }

function readMode(): string {
  try {
    return process.env.NODE_ENV ?? 'development'
  } catch {
    return 'production'
  }
}

/** Whether to tell the developer about misuse on the console. */
export const isDevelopment: boolean = readMode() !== 'production'
