import { describe, expect, it } from 'vitest'
import { type AutoSaveOptions, defaultConfig } from './AutoSaveConfig.ts'
import { resolveConfig } from './resolveConfig.ts'

/** What plain JavaScript can pass. */
function untyped(options: Record<string, unknown>): AutoSaveOptions {
  return options
}

describe('resolveConfig', () => {
  it('keeps the defaults for what is not given', () => {
    expect(resolveConfig({ debounceMs: 500 })).toEqual({ ...defaultConfig, debounceMs: 500 })
    expect(defaultConfig).toEqual({
      tabs: 'merge',
      heartbeatIntervalMs: 30_000,
      maxSessionAge: 86_400_000,
      debounceMs: 2_000,
      maxWaitMs: 10_000,
      crashWindowMs: 250,
      pauseWhenOffline: false,
      retry: { baseDelayMs: 1_000, maxDelayMs: 30_000 },
      durability: { autosave: 'relaxed', manual: 'strict', strictIntervalMs: 45_000 },
      retention: {
        mergeWindowMs: 60_000,
        maxAgeMs: 2_592_000_000,
        maxVersions: 100,
        maxBytes: 67_108_864,
        trashMs: 604_800_000,
      },
      exclude: [],
      include: [],
      secrets: 'exclude',
      attachments: 'exclude',
      select: undefined,
      compare: 'identity',
      enablePerformanceMonitoring: true,
      performanceTarget: 50,
      schemaVersion: 1,
      migrations: {},
      schema: undefined,
    })
  })

  it('takes every option of what is saved and of its shape', () => {
    const schema = { '~standard': { version: 1, vendor: 'test', validate: (value: unknown) => ({ value }) } } as const
    const options = {
      exclude: ['chunks.*.audio'],
      include: ['login.token'],
      secrets: 'store',
      attachments: 'store',
      select: (state: unknown) => state,
      compare: 'deep',
      schemaVersion: 3,
      migrations: { 2: (state: unknown) => state, 3: (state: unknown) => state },
      schema,
    } as const
    expect(resolveConfig(options)).toEqual({ ...defaultConfig, ...options })
    const callable = Object.assign(() => true, schema)
    expect(resolveConfig({ schema: callable }, resolveConfig(options))).toEqual({
      ...defaultConfig,
      ...options,
      schema: callable,
    })
  })

  it('counts an option that is undefined as not given', () => {
    const base = resolveConfig({ exclude: ['a'], select: (state) => state })
    expect(resolveConfig(untyped({ exclude: undefined, select: undefined }), base)).toEqual(base)
  })

  it('lets a migration and a selection name the shape they expect', () => {
    interface Article {
      readonly title: string
    }
    const options: AutoSaveOptions<Article> = {
      select: ({ title }) => ({ title }),
      schemaVersion: 2,
      migrations: { 2: (old: { readonly name: string }) => ({ title: old.name }) },
    }
    const config = resolveConfig(options)
    expect(config.select?.({ title: 'Moby-Dick', pages: 635 })).toEqual({ title: 'Moby-Dick' })
    expect(config.migrations[2]?.({ name: 'Moby-Dick' })).toEqual({ title: 'Moby-Dick' })
  })

  it('takes a group of options one by one', () => {
    const durability = { autosave: 'strict', manual: 'relaxed', strictIntervalMs: 0 } as const
    const config = resolveConfig({ durability, crashWindowMs: 0, pauseWhenOffline: true })
    expect(config).toEqual({ ...defaultConfig, durability, crashWindowMs: 0, pauseWhenOffline: true })
    expect(resolveConfig({ durability: { autosave: 'relaxed' } }, config).durability).toEqual({
      ...durability,
      autosave: 'relaxed',
    })
  })

  it('lets the maximum wait follow a longer debounce', () => {
    expect(resolveConfig({ debounceMs: 20_000 }).maxWaitMs).toBe(20_000)
  })

  it.each([
    [{ debounceMs: -1 }, /debounceMs is -1.*0 to/],
    [{ debounceMs: Number.NaN }, /debounceMs is NaN/],
    [{ debounceMs: '2000' }, /debounceMs is "2000"/],
    [{ heartbeatIntervalMs: 30 }, /heartbeatIntervalMs is 30.*from 1000/],
    [{ tabs: 'single' }, /tabs is "single".*"merge" or "single-writer" or "separate"/],
    [{ maxWaitMs: Number.POSITIVE_INFINITY }, /maxWaitMs is Infinity/],
    [{ debounceMs: 5_000, maxWaitMs: 1_000 }, /maxWaitMs is 1000.*at least debounceMs, which is 5000/],
    [{ retry: { baseDelayMs: 9, maxDelayMs: 1 } }, /retry\.maxDelayMs is 1.*at least/],
    [{ debouceMs: 5 }, /debouceMs is 5.*one of debounceMs/],
    [{ crashWindowMs: -250 }, /crashWindowMs is -250.*0 to/],
    [{ pauseWhenOffline: 'yes' }, /pauseWhenOffline is "yes".*true or false/],
    [{ durability: { autosave: 'full' } }, /durability\.autosave is "full".*"relaxed" or "strict"/],
    [{ durability: { manual: true } }, /durability\.manual is true.*"relaxed" or "strict"/],
    [{ durability: { strictIntervalMs: -1 } }, /durability\.strictIntervalMs is -1.*0 to/],
    [{ durability: { strict: true } }, /durability\.strict is true.*one of autosave/],
    [{ exclude: 'a' }, /exclude is "a".*a list of paths/],
    [{ exclude: ['a', 'items[0]'] }, /exclude is \["a", "items\[0\]"\].*steps separated by dots/],
    [{ include: ['a..b'] }, /include is \["a\.\.b"\].*a list of paths/],
    [{ include: [3] }, /include is \[3\].*a list of paths/],
    [{ secrets: false }, /secrets is false.*"exclude" or "store"/],
    [{ attachments: 'keep' }, /attachments is "keep".*"exclude" or "store"/],
    [{ compare: 'shallow' }, /compare is "shallow".*"identity" or "deep"/],
    [{ select: 'title' }, /select is "title".*a function/],
    [{ schemaVersion: 0 }, /schemaVersion is 0.*a whole number from 1/],
    [{ schemaVersion: '2' }, /schemaVersion is "2".*a whole number from 1/],
    [{ schemaVersion: 3, migrations: { 2: String } }, /migrations is { 2: a function }.*without a gap.*which is 3/],
    [{ schemaVersion: 4, migrations: { 2: String, 4: String } }, /without a gap.*which is 4/],
    [{ schemaVersion: 2, migrations: { 2: String, 3: String } }, /without a gap.*which is 2/],
    [{ schemaVersion: 2, migrations: { 1: String, 2: String } }, /without a gap/],
    [{ schemaVersion: 2, migrations: { 2: { to: 2 } } }, /migrations is { 2: … }.*an object of functions/],
    [{ schemaVersion: 2, migrations: { two: String } }, /migrations is { two: a function }/],
    [{ schemaVersion: 2, migrations: null }, /migrations is null/],
    [{ schema: { parse: String } }, /schema is { parse: a function }.*Standard Schema/],
    [{ retention: { maxVersions: 0 } }, /retention\.maxVersions is 0.*whole number from 1/],
    [{ retention: { maxAgeMs: Number.NaN } }, /retention\.maxAgeMs is NaN.*from 0/],
    [{ retention: { days: 5 } }, /retention\.days is 5.*one of mergeWindowMs/],
    [{ retry: { delay: 5 } }, /retry\.delay is 5.*one of baseDelayMs/],
  ])('refuses %j and names the option, its value and what is allowed', (options, message) => {
    const attempt = (): unknown => resolveConfig(untyped(options))
    expect(attempt).toThrow(message)
    expect(attempt).toThrow(expect.objectContaining({ code: 'INVALID_CONFIG' }))
  })
})
