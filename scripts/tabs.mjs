// `pnpm test:tabs`: lets two and ten tabs of a real browser type at once into one session, and counts what is missing afterwards; then all that
// tabs do to each other (one writer, separate sessions, adopting, conflicts), in Firefox too.
import { join } from 'node:path'
import { readArguments } from './readArguments.mjs'
import { root, runCommand } from './runCommand.mjs'

const usage = 'pnpm test:tabs [--seconds N]'
const { values } = readArguments(usage, { options: { seconds: { type: 'string', default: '60' } } })
const seconds = Number(values.seconds)
if (!Number.isInteger(seconds) || seconds < 1) {
  console.error(`--seconds is ${values.seconds}, and must be a whole number from 1 on.\nUsage: ${usage}`)
  process.exit(2)
}

const build = await runCommand('turbo run build --filter=tts-studio --output-logs=errors-only')
const campaign = { cwd: join(root, 'apps/e2e'), env: { AUTOSAVE_TABS_SECONDS: String(seconds) } }
process.exitCode =
  build.code === 0 ? (await runCommand('vitest run scenarios/tabs scenarios/severalTabs', campaign)).code : 1
