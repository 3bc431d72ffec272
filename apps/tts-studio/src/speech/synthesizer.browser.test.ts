import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSynthesizer, type SpeechAudio, type SpeechRequest, type Synthesizer, voices } from './synthesizer.ts'
import { parseWav } from './wavFile.ts'

const first = 'Call me Ishmael.'
const second =
  'Some years ago, never mind how long precisely, I thought I would sail about a little and see the watery part of the world.'

let synthesizer: Synthesizer

beforeEach(() => {
  synthesizer = createSynthesizer()
})

afterEach(() => {
  synthesizer.dispose()
  vi.restoreAllMocks()
})

describe('createSynthesizer', () => {
  it('speaks two sentences for real', async () => {
    for (const text of [first, second]) {
      const speech = await synthesizer.speak(request({ text }))
      const bytes = bytesOf(speech)
      const wav = parseWav(bytes)
      expect(wav).toMatchObject({ sampleRate: 16_000, channelCount: 1, bitsPerSample: 16 })
      expect(speech.durationMs).toBe(wav.durationMs)
      expect(speech.durationMs / (text.length * 60)).toBeGreaterThan(0.5)
      expect(speech.durationMs / (text.length * 60)).toBeLessThan(2)
      expect(loudness(bytes, wav.dataOffset)).toBeGreaterThan(500)
    }
  })

  it('makes sound the browser itself can play', async () => {
    const speech = await synthesizer.speak(request({}))
    const audio = new Audio(`data:${speech.mimeType};base64,${speech.audio}`)
    await new Promise((resolve, reject) => {
      audio.oncanplaythrough = resolve
      audio.onerror = reject
    })
    expect(audio.duration * 1_000).toBeCloseTo(speech.durationMs, -1)
  })

  it.each(voices)('speaks as $name', async ({ id }) => {
    const speech = await synthesizer.speak(request({ voice: id }))
    expect(speech.durationMs).toBeGreaterThan(first.length * 30)
  })

  it('repeats a take byte for byte with its seed, also on another synthesiser, and finds a new one with seed 0', async () => {
    const other = createSynthesizer()
    const take = (seed: number, speaker = synthesizer) => speaker.speak(request({ temperature: 1, cfgWeight: 0, seed }))
    const [once, again, elsewhere, fresh, freshAgain] = await Promise.all([
      take(42),
      take(42),
      take(42, other),
      take(0),
      take(0),
    ])
    other.dispose()
    expect(again).toEqual(once)
    expect(elsewhere).toEqual(once)
    expect(fresh.audio).not.toBe(once.audio)
    expect(freshAgain.audio).not.toBe(fresh.audio)
  })

  it('speaks faster and slower', async () => {
    const durations = await Promise.all(
      [0.5, 1, 2].map(async (speed) => (await synthesizer.speak(request({ text: second, speed }))).durationMs),
    )
    const [slow = 0, own = 0, fast = 0] = durations
    expect(slow).toBeGreaterThan(own * 1.8)
    expect(fast).toBeLessThan(own * 0.6)
  })

  it('ends a long synthesis in its middle when aborted, and speaks the next text', async () => {
    const posted = vi.spyOn(Worker.prototype, 'postMessage')
    const terminated = vi.spyOn(Worker.prototype, 'terminate')
    const controller = new AbortController()
    const long = synthesizer.speak(request({ text: `${second} `.repeat(38) }), { signal: controller.signal })
    const waiting = synthesizer.speak(request({ text: 'Then I go to sea.' }))
    await vi.waitFor(() => expect(posted).toHaveBeenCalledTimes(1), 20_000)
    controller.abort()
    await expect(long).rejects.toMatchObject({ name: 'AbortError' })
    expect(terminated).toHaveBeenCalledTimes(1)
    expect((await waiting).durationMs).toBeGreaterThan(500)
  })

  it('tells when its worker crashes, and speaks the next text with a new one', async () => {
    // What the worker does not understand makes it throw, outside of all it catches.
    vi.spyOn(Worker.prototype, 'postMessage').mockImplementationOnce(function (this: Worker) {
      this.postMessage(null)
    })
    const crash = synthesizer.speak(request({}))
    const next = synthesizer.speak(request({}))
    await expect(crash).rejects.toMatchObject({
      name: 'SpeechError',
      code: 'synthesis-failed',
      message: 'This text could not be spoken. Try again, or choose another voice.',
    })
    expect((await next).durationMs).toBeGreaterThan(0)
  })

  it('rejects at once when the signal was aborted before', async () => {
    const speech = synthesizer.speak(request({}), { signal: AbortSignal.abort() })
    await expect(speech).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('says that there is nothing to speak, and speaks the next text', async () => {
    await expect(synthesizer.speak(request({ text: ' \n' }))).rejects.toMatchObject({
      name: 'SpeechError',
      code: 'empty-text',
    })
    expect((await synthesizer.speak(request({}))).durationMs).toBeGreaterThan(0)
  })

  it('lets go of everything when disposed', async () => {
    const speech = synthesizer.speak(request({ text: second }))
    synthesizer.dispose()
    await expect(speech).rejects.toMatchObject({ name: 'AbortError' })
    await expect(synthesizer.speak(request({}))).rejects.toMatchObject({ name: 'SpeechError', code: 'disposed' })
  })
})

type Changes = Partial<SpeechRequest['parameters']> & { text?: string; voice?: SpeechRequest['voice'] }

function request({ text = first, voice = 'slt', ...changes }: Changes): SpeechRequest {
  return {
    text,
    voice,
    parameters: { exaggeration: 0.5, cfgWeight: 0.5, temperature: 0, speed: 1, seed: 1, ...changes },
  }
}

function bytesOf({ audio }: SpeechAudio): Uint8Array {
  return Uint8Array.from(atob(audio), (character) => character.charCodeAt(0))
}

/** Root mean square of the samples; silence is 0, the loudest possible sound 32,767. */
function loudness(bytes: Uint8Array, dataOffset: number): number {
  const samples = new Int16Array(bytes.slice(dataOffset).buffer)
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length)
}
