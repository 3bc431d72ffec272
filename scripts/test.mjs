// `pnpm test`: everything, in the order in which a failure is cheapest to learn of. Its last line is `N passed, N failed`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { browserNames, browsers, howToGet, provideBrowsers } from './browsers.mjs'
import { readArguments } from './readArguments.mjs'
import { root, runCommand } from './runCommand.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * @typedef {object} Step
 * @property {string} title
 * @property {string} line
 * @property {string} [cwd]
 * @property {boolean} [isTestRun] Whether the line is a vitest run whose tests are counted.
 */

/** @type {Readonly<Record<string, Step>>} */
const steps = {
  check: { title: 'Check', line: 'node scripts/check.mjs' },
  unit: { title: 'Unit tests (Node)', line: 'vitest run --project unit', isTestRun: true },
  sim: { title: 'Simulated world (2,000 seeds)', line: 'node scripts/sim.mjs --seeds 2000' },
  build: { title: 'Build', line: 'turbo run build --output-logs=errors-only' },
  size: { title: 'Size of the packages', line: 'node scripts/checkSize.mjs' },
  start: { title: 'Five-minute start (packed packages, an empty app)', line: 'node scripts/testStart.mjs' },
  browser: {
    title: 'Browser tests (Chromium; storage and React in Firefox too; React in WebKitGTK, as React 18, compiled)',
    // Without WebKitGTK there is no project of that name.
    line: 'vitest run --project browser --project react-18 --project react-compiler --project webkit*',
    isTestRun: true,
  },
  stories: { title: 'Stories (Chromium)', line: 'vitest run --project stories', isTestRun: true },
  e2e: { title: 'End-to-end', line: 'vitest run', cwd: join(root, 'apps/e2e'), isTestRun: true },
}
/** The last scenarios run against what was built. */
const needsBuild = 'e2e'

const usage = `pnpm test [${Object.keys(steps).join('] [')}]`
const { positionals } = readArguments(usage, { allowPositionals: true })
const unknown = positionals.filter((name) => !(name in steps))
if (unknown.length > 0) {
  console.error(`There is no step called ${unknown.join(', ')}.\nUsage: ${usage}`)
  process.exit(2)
}

/** @type {Counts} */
const total = { passed: 0, failed: 0, skipped: 0 }
/** @type {string[]} */
const summary = []

/** @returns {NodeJS.ProcessEnv} Where the browsers are, for the steps. */
function prepareBrowsers() {
  const found = provideBrowsers()
  const missing = browserNames.filter((name) => found[name] === undefined)
  for (const name of missing) {
    const isNeeded = name === 'chromium' || process.env.CI === 'true'
    console.log(isNeeded ? howToGet(name) : `Skipped: everything in ${browsers[name].title}. ${howToGet(name)}`)
    if (isNeeded) total.failed += 1
  }
  return Object.fromEntries(browserNames.map((name) => [browsers[name].variable, found[name] ?? '']))
}

/**
 * @param {string} file Written by vitest's json reporter; absent when vitest could not start.
 * @returns {Counts}
 */
function readCounts(file) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(file, 'utf8'))
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }
  }
}

/**
 * @param {Step} step
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<boolean>} Whether it passed.
 */
async function runStep({ title, line, cwd = root, isTestRun = false }, env) {
  console.log(`\n== ${title} ==`)
  const start = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'autosave-kit-test-'))
  const results = join(folder, 'results.json')
  const reporters = isTestRun ? ` --reporter=default --reporter=json --outputFile.json=${results}` : ''
  const { code } = await runCommand(line + reporters, { cwd, env })
  const counts = readCounts(results)
  rmSync(folder, { recursive: true, force: true })
  // What fails without a failing test (a check, a build, a file that does not load) counts as one.
  if (code !== 0 && counts.failed === 0) counts.failed = 1
  for (const key of /** @type {const} */ (['passed', 'failed', 'skipped'])) total[key] += counts[key]
  const seconds = Math.round((performance.now() - start) / 1000)
  const detail = isTestRun ? `: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped` : ''
  summary.push(`${code === 0 ? 'ok    ' : 'FAILED'} ${title}${detail} (${seconds} s)`)
  return code === 0
}

async function runSteps() {
  const env = prepareBrowsers()
  if (total.failed > 0) return
  const names = Object.keys(steps).filter(
    (name) =>
      positionals.length === 0 || positionals.includes(name) || (name === 'build' && positionals.includes(needsBuild)),
  )
  for (const name of names) {
    const step = steps[name]
    if (step !== undefined && !(await runStep(step, env))) break
  }
}

try {
  await runSteps()
} catch (error) {
  console.log(error instanceof Error ? error.message : String(error))
  total.failed += 1
}
console.log(`\n== Summary ==\n${summary.join('\n')}`)
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`)
process.exitCode = total.failed > 0 ? 1 : 0
