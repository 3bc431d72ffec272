// `pnpm test:verdicts`: has tabs crash, close, freeze, come back, … again and again, and counts how often another tab is right about them.
import { join } from 'node:path'
import { readArguments } from './readArguments.mjs'
import { root, runCommand } from './runCommand.mjs'

const driven = ['chromium', 'firefox']
const usage = `pnpm test:verdicts [--rounds N] [--browser ${driven.join('|')}] [--only 'words of a way']`
const { values } = readArguments(usage, {
  options: {
    rounds: { type: 'string', default: '50' },
    browser: { type: 'string', default: '' },
    only: { type: 'string', default: '' },
  },
})
const rounds = Number(values.rounds)
if (!Number.isInteger(rounds) || rounds < 1 || !['', ...driven].includes(values.browser)) {
  console.error(`--rounds has to be a whole number from 1 on, --browser one of those two.\nUsage: ${usage}`)
  process.exit(2)
}

const build = await runCommand('turbo run build --filter=tts-studio --output-logs=errors-only')
const env = {
  AUTOSAVE_VERDICT_ROUNDS: String(rounds),
  AUTOSAVE_VERDICT_BROWSER: values.browser,
  AUTOSAVE_VERDICT_ONLY: values.only,
}
const campaign = { cwd: join(root, 'apps/e2e'), env }
process.exitCode = build.code === 0 ? (await runCommand('vitest run scenarios/verdicts', campaign)).code : 1
