import { createServer, type ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const html = `<!doctype html><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,">
<script type="module" src="/page.js"></script>`
const empty = '<!doctype html><title>Elsewhere</title><link rel="icon" href="data:,">'

const pages = {
  /** Has sessions open, and is asked about those of others. */
  witness: '../verdicts/page/witness.ts',
  /** A form of two fields. */
  form: '../tabs/page/form.ts',
}

export interface ServedPage {
  /** With a slash at its end. At `elsewhere` there is an empty page. */
  readonly url: string
  /** Resolves when a page waits for `wait` to answer. */
  whenWaiting(): Promise<void>
  /** Answers it. */
  letGo(): void
  close(): void
}

/** Serves a page made of the kit's sources, on a free port. */
export async function servePage(page: keyof typeof pages): Promise<ServedPage> {
  const scripts = await bundle(pages[page])
  const waiting: ServerResponse[] = []
  let onWaiting: () => void = () => undefined
  const server = createServer(({ url = '/' }, response) => {
    const script = scripts.get(url.slice(1))
    response.setHeader('Content-Type', script === undefined ? 'text/html' : 'text/javascript')
    if (url !== '/wait') return void response.end(script ?? (url === '/elsewhere' ? empty : html))
    waiting.push(response)
    onWaiting()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The page has no port.')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    whenWaiting: () =>
      new Promise((resolve) => {
        onWaiting = resolve
        if (waiting.length > 0) resolve()
      }),
    letGo: () => {
      for (const response of waiting.splice(0)) response.end()
    },
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** By file name: parts that are loaded later are files of their own. */
async function bundle(source: string): Promise<ReadonlyMap<string, string>> {
  const entry = fileURLToPath(new URL(source, import.meta.url))
  const built = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['@autosave-kit/source', 'module', 'browser', 'production'] },
    build: { write: false, target: 'es2022', lib: { entry, formats: ['es'], fileName: 'page' } },
  })
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []))
  return new Map(outputs.flatMap((part) => (part.type === 'chunk' ? [[part.fileName, part.code]] : [])))
}
