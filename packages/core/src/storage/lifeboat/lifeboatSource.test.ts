import { build } from 'vite'
import { fileURLToPath } from 'node:url'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { lifeboatSource } from './lifeboatSource.ts'

interface WorkerAnswer {
  readonly id: number
  readonly error?: string
}

/** Runs the script as a worker that has nothing but what a worker has, and no OPFS. */
async function askAlone(script: string): Promise<WorkerAnswer> {
  const answers: WorkerAnswer[] = []
  const scope = {
    navigator: { storage: { getDirectory: () => Promise.reject(new Error('no files here')) } },
    postMessage: (answer: WorkerAnswer) => answers.push(answer),
    onmessage: undefined as ((event: unknown) => void) | undefined,
  }
  runInNewContext(script, { self: scope, Uint8Array, DataView, TextEncoder, TextDecoder })
  scope.onmessage?.({ data: { id: 7, type: 'align', path: ['a'], stock: { rows: [], position: 0, isComplete: true } } })
  await expect.poll(() => answers.length).toBe(1)
  return answers[0] ?? { id: 0 }
}

/** What a bundler makes of the module, and that module’s source of the worker. */
async function bundledSource(minify: 'oxc' | 'esbuild' | false, target: string): Promise<string> {
  const entry = fileURLToPath(new URL('./lifeboatSource.ts', import.meta.url))
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify, target, lib: { entry, formats: ['es'], fileName: 'source' } },
  })
  const [output] = [result].flat()
  const code = output !== undefined && 'output' in output ? output.output[0].code : ''
  const module: { lifeboatSource(): string } = await import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`
  )
  return module.lifeboatSource()
}

const alone = { id: 7, error: 'Error: no files here' }

describe('The worker’s own source', () => {
  it('refers to nothing outside itself', async () => {
    expect(await askAlone(lifeboatSource())).toEqual(alone)
  })

  it.each([
    ['as it is', false, 'es2022'],
    ['shrunk for new browsers', 'oxc', 'es2022'],
    ['shrunk and lowered to 2018', 'oxc', 'es2018'],
  ] as const)('still works when a bundler has taken it %s', async (_name, minify, target) => {
    expect(await askAlone(await bundledSource(minify, target))).toEqual(alone)
  })
})
