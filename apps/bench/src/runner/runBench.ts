import { mkdir, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build, preview } from 'vite'
import { BenchBrowser } from './BenchBrowser.ts'
import type { BenchCall } from './BenchPage.ts'
import { type CpuProfile, hotSpots } from './hotSpots.ts'
import { measureGrowth } from './measureGrowth.ts'
import { measureLarge } from './measureLarge.ts'
import { measureMonitoring } from './measureMonitoring.ts'
import { measureKeystroke } from './measureKeystroke.ts'
import { growthReport, largeReport, monitoringReport, keystrokeReport } from './report.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const results = fileURLToPath(new URL('../../results', import.meta.url))

const PROFILED_EDITS = 100

/** A page by itself has the finer of the browser's two clocks: 5 microseconds instead of 100. */
const headers = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }
const previewOptions = { port: 0, host: '127.0.0.1', open: false, headers }

/** Builds the page, measures, prints tables and leaves the figures in `results`. */
export async function runBench(args: readonly string[]): Promise<void> {
  const { only, runs, edits, profile } = readOptions(args)
  await build({ root, logLevel: 'error' })
  const server = await preview({ root, logLevel: 'error', preview: previewOptions })
  try {
    const address = server.httpServer.address()
    if (address === null || typeof address === 'string') throw new Error('The preview server has no port.')
    const url = `http://127.0.0.1:${address.port}/`
    if (profile !== undefined) return await showProfile(url, profile)
    const machine = await describeMachine(url)
    console.log(`${machine}; times in ms, medians\n`)
    const isWanted = (part: string): boolean => only === undefined || only === part
    const growth = isWanted('growth') ? await measureGrowth(url, edits) : []
    if (growth.length > 0) console.log(`One edit\n\n${growthReport(growth)}\n`)
    const large = isWanted('large') ? await measureLarge(url, runs) : []
    if (large.length > 0) console.log(`The whole state\n\n${largeReport(large)}\n`)
    const monitoring = isWanted('monitoring') ? await measureMonitoring(url) : undefined
    if (monitoring !== undefined) console.log(`Watching over saves\n\n${monitoringReport(monitoring)}\n`)
    const keystroke = isWanted('keystroke') ? await measureKeystroke(url, runs) : []
    if (keystroke.length > 0) console.log(`A keystroke, and what stays in memory\n\n${keystrokeReport(keystroke)}\n`)
    const figures = { growth, large, monitoring, keystroke }
    await keep('figures.json', { machine, measuredAt: new Date().toISOString(), runs, edits, ...figures })
  } finally {
    await server.close()
  }
}

function readOptions(args: readonly string[]): { only?: string; runs: number; edits: number; profile?: string } {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      runs: { type: 'string', default: '9' },
      edits: { type: 'string', default: '40' },
      profile: { type: 'string' },
    },
  })
  const { only, profile } = values
  return {
    runs: Number(values.runs),
    edits: Number(values.edits),
    ...(only === undefined ? {} : { only }),
    ...(profile === undefined ? {} : { profile }),
  }
}

async function describeMachine(url: string): Promise<string> {
  const browser = await BenchBrowser.launch(url)
  const { version } = browser
  await browser.close()
  const processors = cpus()
  return `Chromium ${version}, ${processors.length} × ${processors[0]?.model.trim() ?? 'unknown'}`
}

/** `novel`, `audio`, … profiles first saves and restores; `entityArray:10000` and the like profiles edits. */
async function showProfile(url: string, what: string): Promise<void> {
  const [name = '', size] = what.split(':')
  const browser = await BenchBrowser.launch(url)
  const show = async (measured: BenchCall, before?: BenchCall): Promise<void> => {
    const profile = await browser.profile(measured, before)
    console.log(`${measured.name} of ${what}\n${hotSpots(profile as CpuProfile)}\n`)
    await keep(`${measured.name}-${what.replace(':', '-')}.cpuprofile`, profile)
  }
  try {
    if (size !== undefined) {
      const before: BenchCall = { name: 'prepareEdits', parameters: [name, Number(size)] }
      return await show({ name: 'edits', parameters: [PROFILED_EDITS] }, before)
    }
    const before: BenchCall = { name: 'prepareState', parameters: [name] }
    await show({ name: 'kitSave', parameters: [name] }, before)
    await show({ name: 'kitRestore', parameters: [name] }, before)
    await show({ name: 'rowSave', parameters: [name] }, before)
    await show({ name: 'rowRestore', parameters: [name] }, before)
  } finally {
    await browser.close()
  }
}

async function keep(name: string, figures: unknown): Promise<void> {
  await mkdir(results, { recursive: true })
  await writeFile(`${results}/${name}`, JSON.stringify(figures, null, 2))
  console.log(`Kept in apps/bench/results/${name}`)
}
