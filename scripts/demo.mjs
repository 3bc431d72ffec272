// `pnpm demo`: builds the packages and the studio, and serves it.
import { join } from 'node:path'
import { preview } from 'vite'
import { readArguments } from './readArguments.mjs'
import { root, runCommand } from './runCommand.mjs'

const usage = 'pnpm demo [--port N]'
const { values } = readArguments(usage, { options: { port: { type: 'string', default: '4173' } } })
const port = Number(values.port)
if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  console.error(`--port is ${values.port}, and must be a whole number from 1 to 65535.\nUsage: ${usage}`)
  process.exit(2)
}

console.log('Building the studio')
const { code, output } = await runCommand('turbo run build --filter=tts-studio', { isQuiet: true })
if (code !== 0) {
  console.error(`${output}\nThe studio could not be built: the reason is above.`)
  process.exit(1)
}

// Takes the next port when this one is in use.
const server = await preview({ root: join(root, 'apps/tts-studio'), preview: { port, strictPort: false } })
const address = server.resolvedUrls?.local[0] ?? `http://localhost:${port}/`
console.log(`The studio is at ${address}  (Ctrl+C ends it)`)

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    // Open pages hold connections that would keep the server waiting.
    void server.close().finally(() => process.exit(0))
  })
}
