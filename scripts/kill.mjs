// `pnpm test:kill`: kills a real browser again and again while someone works in the studio, and counts what was lost.
import { join } from 'node:path'
import { readArguments } from './readArguments.mjs'
import { root, runCommand } from './runCommand.mjs'

const usage = 'pnpm test:kill [--rounds N]'
const { values } = readArguments(usage, { options: { rounds: { type: 'string', default: '50' } } })
const rounds = Number(values.rounds)
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error(`--rounds is ${values.rounds}, and must be a whole number from 1 on.\nUsage: ${usage}`)
  process.exit(2)
}

const build = await runCommand('turbo run build --filter=tts-studio --output-logs=errors-only')
const kills = { cwd: join(root, 'apps/e2e'), env: { AUTOSAVE_KILL_ROUNDS: String(rounds) } }
process.exitCode = build.code === 0 ? (await runCommand('vitest run killing', kills)).code : 1
