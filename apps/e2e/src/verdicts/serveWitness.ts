import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { onTestFinished } from 'vitest'

const html = `<!doctype html><meta charset="utf-8"><title>Witness</title><link rel="icon" href="data:,">
<script type="module" src="/witness.js"></script>`
const empty = '<!doctype html><title>Elsewhere</title><link rel="icon" href="data:,">'

/** Serves the witness page and, at `elsewhere`, an empty one, until the test ends. Resolves with its address, a slash at the end. */
export async function serveWitness(): Promise<string> {
  const scripts = await bundle()
  const server = createServer(({ url = '/' }, response) => {
    const script = scripts.get(url.slice(1))
    response.setHeader('Content-Type', script === undefined ? 'text/html' : 'text/javascript')
    response.end(script ?? (url === '/elsewhere' ? empty : html))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => server.closeAllConnections())
  onTestFinished(() => void server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The witness page has no port.')
  return `http://127.0.0.1:${address.port}/`
}

/** By file name: parts that are loaded later are files of their own. */
async function bundle(): Promise<ReadonlyMap<string, string>> {
  const entry = fileURLToPath(new URL('page/witness.ts', import.meta.url))
  const built = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['@autosave-kit/source', 'module', 'browser', 'production'] },
    build: { write: false, target: 'es2022', lib: { entry, formats: ['es'], fileName: 'witness' } },
  })
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []))
  return new Map(outputs.flatMap((part) => (part.type === 'chunk' ? [[part.fileName, part.code]] : [])))
}
