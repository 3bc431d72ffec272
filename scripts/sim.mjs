// `pnpm test:sim`: runs seeds of the simulated world (packages/testing) and stops at the first one that breaks a law.
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { build } from 'vite'
import { readArguments } from './readArguments.mjs'
import { root } from './runCommand.mjs'

/** @typedef {import('@autosave-kit/testing').SimulationResult} SimulationResult */
/** @typedef {{ type: 'event', line: string } | { type: 'seed', result: Omit<SimulationResult, 'failure'> & { failure: string | undefined } }} Message */

const usage = 'pnpm test:sim [--seeds N] [--from N] [--trace] [--workers N]'
const { values } = readArguments(usage, {
  options: {
    seeds: { type: 'string', default: '2000' },
    from: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(Math.max(2, Math.min(4, availableParallelism()))) },
    trace: { type: 'boolean', default: false },
  },
})

/** @param {'seeds' | 'from' | 'workers'} name */
function readCount(name) {
  const count = Number(values[name])
  if (Number.isInteger(count) && count >= 1 && count < 2 ** 31) return count
  console.error(`--${name} is ${values[name]}, and must be a whole number from 1 on.\nUsage: ${usage}`)
  return process.exit(2)
}

const [seeds, from] = [readCount('seeds'), readCount('from')]
const workerCount = Math.min(values.trace ? 1 : readCount('workers'), seeds)

/** The sources in one file that Node can run: nothing has to be built first. @returns {Promise<string>} */
async function bundle() {
  const outDir = join(root, 'node_modules/.cache/autosave-kit-sim')
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    ssr: { noExternal: true, resolve: { conditions: ['@autosave-kit/source', 'module', 'node', 'production'] } },
    build: {
      ssr: join(root, 'packages/testing/src/index.ts'),
      outDir,
      emptyOutDir: true,
      sourcemap: true,
      minify: false,
      rollupOptions: { output: { entryFileNames: 'testing.mjs' } },
    },
  })
  return join(outDir, 'testing.mjs')
}

const start = performance.now()
const total = { seeds: 0, steps: 0, pages: 0, crashes: 0 }
/** @type {Map<string, number>} */
const faults = new Map()
/** @type {(Omit<SimulationResult, 'failure'> & { failure: string })[]} */
const failures = []

/** @param {Extract<Message, { type: 'seed' }>['result']} result */
function add(result) {
  total.seeds += 1
  total.steps += result.stepCount
  total.pages += result.pageCount
  total.crashes += result.crashCount
  for (const [name, count] of Object.entries(result.faults)) faults.set(name, (faults.get(name) ?? 0) + count)
  if (result.failure !== undefined) failures.push({ ...result, failure: result.failure })
  if (total.seeds % Math.max(100, Math.floor(seeds / 10)) === 0) console.log(`${describeTotal()}`)
}

function describeTotal() {
  const seconds = (performance.now() - start) / 1000
  return `${total.seeds} seeds, ${total.steps} steps, ${total.pages} pages, ${total.crashes} crashes, ${seconds.toFixed(1)} s`
}

/**
 * @param {string} file
 * @param {SharedArrayBuffer} counter Shared by the workers: the next seed to run.
 */
function work(file, counter) {
  const worker = new Worker(new URL('simWorker.mjs', import.meta.url), {
    workerData: { file, counter, end: from + seeds, isTraced: values.trace },
  })
  worker.on('message', (/** @type {Message} */ message) => {
    if (message.type === 'event') console.log(message.line)
    else add(message.result)
  })
  return new Promise((resolve, reject) => {
    worker.on('error', reject)
    worker.on('exit', resolve)
  })
}

const file = await bundle()
const counter = new SharedArrayBuffer(8)
new Int32Array(counter)[0] = from
await Promise.all(Array.from({ length: workerCount }, () => work(file, counter)))

const first = failures.toSorted((a, b) => a.seed - b.seed)[0]
if (first !== undefined) {
  if (!values.trace) console.log(`\nThe last events of seed ${first.seed}:\n${first.lastEvents.join('\n')}`)
  console.log(`\n${first.failure}\n\nReplay: pnpm test:sim --from ${first.seed} --seeds 1 --trace`)
  const others = failures.filter((other) => other !== first).map((other) => other.seed)
  if (others.length > 0) console.log(`Also broken by seeds ${others.join(', ')}.`)
}
const counted = [...faults].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => `${name} ${count}`)
console.log(`\nFaults injected: ${counted.join(', ') || 'none'}.\n${describeTotal()}`)
console.log(
  failures.length === 0 ? `All laws were kept in ${total.seeds} seeds.` : `${failures.length} seeds broke a law.`,
)
process.exitCode = failures.length === 0 && total.seeds === seeds ? 0 : 1
