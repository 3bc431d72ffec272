// One worker of scripts/sim.mjs: takes the next seed and runs it, until there is none or one has failed.
import { parentPort, workerData } from 'node:worker_threads'

const { file, counter, end, isTraced } = workerData
const { simulate } = await import(file)
const next = new Int32Array(counter)

/** @type {unknown} */
let unhandled
process.on('unhandledRejection', (reason) => {
  unhandled = reason
})

for (let seed = Atomics.add(next, 0, 1); seed < end; seed = Atomics.add(next, 0, 1)) {
  unhandled = undefined
  const onEvent = isTraced
    ? (/** @type {string} */ line) => parentPort?.postMessage({ type: 'event', line })
    : undefined
  const result = await simulate(seed, onEvent === undefined ? {} : { onEvent })
  const cause = result.failure ?? unhandled
  const failure = cause === undefined ? undefined : cause instanceof Error ? cause.stack : String(cause)
  parentPort?.postMessage({ type: 'seed', result: { ...result, failure } })
  // The first failures tell what is wrong; thousands more do not.
  if (failure !== undefined && Atomics.add(next, 1, 1) >= 4) Atomics.store(next, 0, end)
}
