// `pnpm bench`: measures the kit in a real Chromium, beside what one row and one put cost.
import { join } from 'node:path'
import { readArguments } from './readArguments.mjs'
import { root, runCommand } from './runCommand.mjs'

const usage =
  'pnpm bench [--only growth|large|monitoring|keystroke] [--runs N] [--edits N] [--profile novel|curlyNovel|audio|entityArray:10000|…]'
const { values } = readArguments(usage, {
  options: {
    only: { type: 'string' },
    runs: { type: 'string' },
    edits: { type: 'string' },
    profile: { type: 'string' },
  },
})
const args = Object.entries(values).map(([name, value]) => `--${name} ${value}`)
process.exitCode = (await runCommand(`node run.mjs ${args.join(' ')}`, { cwd: join(root, 'apps/bench') })).code
