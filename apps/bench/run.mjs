// Runs the bench from its TypeScript sources; called by `pnpm bench` at the root.
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const bench = /** @type {{ module: typeof import('./src/runner/runBench.ts') }} */ (
  await runnerImport(fileURLToPath(new URL('src/runner/runBench.ts', import.meta.url)))
)
await bench.module.runBench(process.argv.slice(2))
