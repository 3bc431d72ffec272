import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../../server-rendered', import.meta.url))

interface ServerRendered {
  readonly url: string
  stop(): void
}

/** Starts the server-rendered example: from its sources, with React's warnings, or as it was built. */
export async function startServerRendered(build: 'development' | 'production'): Promise<ServerRendered> {
  const flags = build === 'development' ? ['--dev'] : []
  const server = spawn(process.execPath, ['server.mjs', ...flags], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: build, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await Promise.race([once(server.stdout, 'data'), once(server, 'exit')])
  const url = /http:\S+/.exec(String(line))?.[0]
  if (url === undefined)
    throw new Error('The example did not start. Run `pnpm test:e2e` at the root, which builds it first.')
  return { url, stop: () => void server.kill() }
}
