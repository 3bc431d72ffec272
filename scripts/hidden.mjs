// `pnpm test:hidden`: hides a tab of a real Chromium until its timers run once a minute, and asks another tab for minutes whether it lives.
import { join } from 'node:path'
import { readArguments } from './readArguments.mjs'
import { root, runCommand } from './runCommand.mjs'

const usage = 'pnpm test:hidden [--minutes N]'
const { values } = readArguments(usage, { options: { minutes: { type: 'string', default: '10' } } })
const minutes = Number(values.minutes)
if (!Number.isInteger(minutes) || minutes < 1) {
  console.error(`--minutes is ${values.minutes}, and must be a whole number from 1 on.\nUsage: ${usage}`)
  process.exit(2)
}

const build = await runCommand('turbo run build --filter=tts-studio --output-logs=errors-only')
const campaign = { cwd: join(root, 'apps/e2e'), env: { AUTOSAVE_HIDDEN_MINUTES: String(minutes) } }
process.exitCode = build.code === 0 ? (await runCommand('vitest run scenarios/hiddenTab', campaign)).code : 1
