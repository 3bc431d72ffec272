import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const folder = fileURLToPath(new URL('../../../server-rendered', import.meta.url))

/** Starts the server-rendered example for one test: from its sources, with React's warnings, or as it was built. Answers with its address. */
export async function startServerRendered(build: 'development' | 'production'): Promise<string> {
  const flags = build === 'development' ? ['--dev'] : []
  const server = spawn(process.execPath, ['server.mjs', ...flags], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: build, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void server.kill())
  const [line] = await Promise.race([once(server.stdout, 'data'), once(server, 'exit')])
  const url = /http:\S+/.exec(String(line))?.[0]
  if (url === undefined)
    throw new Error('The example did not start. Run `pnpm test:e2e` at the root, which builds it first.')
  return url
}
