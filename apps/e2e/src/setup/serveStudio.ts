import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Plugin, preview } from 'vite'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the built studio, with a slash at its end. */
    studioUrl: string
  }
}

/** An empty page beside the studio, for going elsewhere: `elsewhere` on its own address, or on that of another site. */
const elsewhere: Plugin = {
  name: 'elsewhere',
  configurePreviewServer: (server) => {
    server.middlewares.use('/elsewhere', (_request, response) => {
      response.setHeader('Content-Type', 'text/html')
      response.end('<!doctype html><title>Elsewhere</title><link rel="icon" href="data:,">')
    })
  },
}

const studio = fileURLToPath(new URL('../../../tts-studio', import.meta.url))

/** Serves the built studio on a free port, for all tests of a run. */
export default async function serveStudio(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync(`${studio}/dist/index.html`)) {
    throw new Error('The studio is not built. Run `pnpm test:e2e` at the root, which builds it first.')
  }
  const server = await preview({
    root: studio,
    plugins: [elsewhere],
    logLevel: 'error',
    preview: { port: 0, host: '127.0.0.1', open: false },
  })
  const address = server.httpServer.address()
  if (address === null || typeof address === 'string') throw new Error('The preview server has no port.')
  project.provide('studioUrl', `http://127.0.0.1:${address.port}/`)
  return () => server.close()
}
