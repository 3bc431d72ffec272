import { describe, expect, it } from 'vitest'
import { type FliteSettings, fliteArguments, fliteSettings } from './fliteSettings.ts'
import { parameterLimits, parameterNotes } from './speechParameters.ts'
import type { SpeechParameters } from './SpeechRequest.ts'
import { freshSeed, takeVariation } from './takeVariation.ts'
import { voiceProfiles, voices } from './voices.ts'

const own: SpeechParameters = { exaggeration: 0.5, cfgWeight: 1, temperature: 0, speed: 1, seed: 7 }

const settings = (changes: Partial<SpeechParameters>, voice: FliteSettings['voice'] = 'slt') =>
  fliteSettings(voice, { ...own, ...changes })

describe('fliteSettings', () => {
  it.each(voices.map(({ id }) => id))('leaves %s as it was built when nothing asks for more', (voice) => {
    expect(settings({}, voice)).toEqual({ voice, pitchShift: 1, ...voiceProfiles[voice] })
  })

  it('shortens every sound as the speed rises, from the tempo of the voice', () => {
    expect(settings({ speed: 2 }).durationStretch).toBe(0.5)
    expect(settings({ speed: 0.5 }, 'kal16').durationStretch).toBeCloseTo(2.2)
  })

  it('widens the melody with the exaggeration, down to a monotone', () => {
    expect(settings({ exaggeration: 0 }).pitchSpreadHz).toBe(0)
    expect(settings({ exaggeration: 1 }).pitchSpreadHz).toBe(54)
    expect(settings({ exaggeration: 2 }, 'awb').pitchSpreadHz).toBe(100)
  })

  it('varies pitch, tempo and melody with the temperature, more as it rises', () => {
    const mild = settings({ cfgWeight: 0, temperature: 0.5 })
    const wild = settings({ cfgWeight: 0, temperature: 1.5 })
    for (const key of ['durationStretch', 'pitchShift', 'pitchSpreadHz'] as const) {
      expect(mild[key]).not.toBe(settings({})[key])
      expect(distance(wild, key)).toBeGreaterThan(distance(mild, key) * 2)
    }
  })

  it('holds the voice to itself as the CFG weight rises, entirely at 1', () => {
    const free = settings({ cfgWeight: 0, temperature: 1 })
    const half = settings({ cfgWeight: 0.5, temperature: 1 })
    expect(distance(half, 'durationStretch')).toBeCloseTo(distance(free, 'durationStretch') / 2)
    expect(settings({ cfgWeight: 1, temperature: 1 })).toEqual(settings({}))
  })

  it('gives the same take for the same seed and another for the next', () => {
    const take = (seed: number) => settings({ cfgWeight: 0, temperature: 1, seed })
    expect(take(1)).toEqual(take(1))
    expect(take(1)).not.toEqual(take(2))
  })

  it('asks for a new seed each time the seed is 0, and only then', () => {
    const seeds = [11, 12]
    const free = { ...own, cfgWeight: 0, temperature: 1 }
    const take = () => fliteSettings('slt', { ...free, seed: 0 }, () => seeds.shift() ?? 0)
    expect([take(), take()]).toEqual([
      fliteSettings('slt', { ...free, seed: 11 }),
      fliteSettings('slt', { ...free, seed: 12 }),
    ])
    expect(seeds).toEqual([])
  })

  it('moves values outside the limits to the nearest one, and takes the default for what is not a number', () => {
    expect(settings({ speed: 0 })).toEqual(settings({ speed: 0.5 }))
    expect(settings({ speed: Infinity })).toEqual(settings({ speed: 2 }))
    expect(settings({ exaggeration: -1 })).toEqual(settings({ exaggeration: 0 }))
    expect(settings({ speed: Number.NaN })).toEqual(settings({ speed: 1 }))
  })
})

describe('takeVariation', () => {
  it('stays between -1 and 1, reaches both ends, and leans to neither side', () => {
    const takes = Array.from({ length: 2_000 }, (_, index) => takeVariation(index + 1))
    for (const key of ['pitch', 'tempo', 'melody'] as const) {
      const leans = takes.map((take) => take[key])
      expect(Math.min(...leans)).toBeGreaterThanOrEqual(-1)
      expect(Math.min(...leans)).toBeLessThan(-0.95)
      expect(Math.max(...leans)).toBeLessThanOrEqual(1)
      expect(Math.max(...leans)).toBeGreaterThan(0.95)
      expect(Math.abs(leans.reduce((sum, lean) => sum + lean) / leans.length)).toBeLessThan(0.05)
    }
  })

  it('lets pitch, tempo and melody differ from each other', () => {
    const { pitch, tempo, melody } = takeVariation(1)
    expect(new Set([pitch, tempo, melody]).size).toBe(3)
  })
})

describe('freshSeed', () => {
  it('is a whole number within the limits, another one each time, and never 0', () => {
    const seeds = Array.from({ length: 100 }, freshSeed)
    expect(new Set(seeds).size).toBeGreaterThan(95)
    for (const seed of seeds) expect(Number.isInteger(seed) && seed > 0 && seed <= parameterLimits.seed.max).toBe(true)
  })
})

describe('fliteArguments', () => {
  it('names the voice and sets each feature as a plain decimal', () => {
    const tiny = fliteArguments({ voice: 'awb', durationStretch: 1 / 3, pitchShift: 1, pitchSpreadHz: 1e-9 })
    expect(tiny.join(' ')).toBe(
      '-voice awb --setf duration_stretch=0.3333 --setf f0_shift=1.0000 --setf int_f0_target_stddev=0.0000',
    )
  })
})

describe('parameterNotes', () => {
  it('says one sentence about every parameter', () => {
    expect(Object.keys(parameterNotes).toSorted()).toEqual(Object.keys(own).toSorted())
    for (const note of Object.values(parameterNotes)) expect(note).toMatch(/^[A-Z][^!]+\.$/)
  })
})

function distance(varied: FliteSettings, key: 'durationStretch' | 'pitchShift' | 'pitchSpreadHz'): number {
  return Math.abs(varied[key] - settings({})[key])
}
