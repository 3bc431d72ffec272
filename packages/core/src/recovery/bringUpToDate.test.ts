import { describe, expect, it } from 'vitest'
import { defaultConfig } from '../config/AutoSaveConfig.ts'
import type { SchemaConfig } from '../config/SchemaConfig.ts'
import type { SchemaIssue, SchemaResult, StandardSchema } from '../config/StandardSchema.ts'
import { AutoSaveError } from '../errors/AutoSaveError.ts'
import { bringUpToDate } from './bringUpToDate.ts'

interface FirstArticle {
  name?: string
  title?: string
  readonly parts: { text: string }[]
}

function storedArticle(): FirstArticle {
  return { name: 'Moby-Dick', parts: [{ text: 'Loomings' }, { text: 'The Carpet-Bag' }] }
}

function config(options: Partial<SchemaConfig>): SchemaConfig {
  return { ...defaultConfig, ...options }
}

function schemaOf(validate: (value: unknown) => SchemaResult | Promise<SchemaResult>): StandardSchema {
  return { '~standard': { version: 1, vendor: 'test', validate } }
}

async function failureOf(attempt: Promise<unknown>): Promise<AutoSaveError> {
  const error: unknown = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof AutoSaveError) return error
  throw new Error('It did not fail with an AutoSaveError.')
}

function rename(state: FirstArticle): FirstArticle {
  state.title = String(state.name)
  delete state.name
  return state
}

describe('migrations', () => {
  it('run from the stored version on, each on the result of the one before, whether they answer now or later', async () => {
    const migrations = {
      2: (steps: number[]) => [...steps, 2],
      3: (steps: number[]) => Promise.resolve([...steps, 3]),
      4: (steps: number[]) => [...steps, 4],
    }
    const options = config({ schemaVersion: 4, migrations })
    expect(await bringUpToDate([1], 1, options)).toEqual([1, 2, 3, 4])
    expect(await bringUpToDate([1], 3, options)).toEqual([1, 4])
  })

  it('are left alone when the work has the shape of the app: the state is the stored object itself', async () => {
    const stored = storedArticle()
    expect(await bringUpToDate(stored, 2, config({ schemaVersion: 2, migrations: { 2: rename } }))).toBe(stored)
  })

  it('may change what they are given in place: the stored state, which the next save is compared with, stays', async () => {
    const stored = storedArticle()
    const state = await bringUpToDate(stored, 1, config({ schemaVersion: 2, migrations: { 2: rename } }))
    expect(state).toEqual({ title: 'Moby-Dick', parts: storedArticle().parts })
    expect(stored).toEqual(storedArticle())
  })

  it('give what they left alone back as the stored objects, so that only what they changed is saved', async () => {
    const stored = storedArticle()
    const options = config({
      schemaVersion: 2,
      migrations: {
        2: (state: FirstArticle) => {
          const [, second] = state.parts
          if (second !== undefined) second.text = 'The Spouter-Inn'
          return state
        },
      },
    })
    const state = await bringUpToDate(stored, 1, options)
    expect(state).toHaveProperty('parts.1.text', 'The Spouter-Inn')
    expect(Reflect.get(Object(Reflect.get(Object(state), 'parts')), 0)).toBe(stored.parts[0])
  })

  it('that fail drop nothing: the error names the step, has the cause, and the stored state is as it was', async () => {
    const cause = new RangeError('name was 7 letters: Ishmael')
    const stored = storedArticle()
    const migrations = {
      2: rename,
      3: (): never => {
        throw cause
      },
    }
    const error = await failureOf(bringUpToDate(stored, 1, config({ schemaVersion: 3, migrations })))
    expect(error).toMatchObject({ code: 'MIGRATION_FAILED', cause, retryable: false })
    expect(error.message).toMatch(/migration to schema version 3 failed.*stays stored as it is/)
    expect(error.message).not.toContain('Ishmael')
    expect(stored).toEqual(storedArticle())
  })

  it('that reject, or return nothing, have failed', async () => {
    const cause = new Error('offline')
    const rejecting = config({ schemaVersion: 2, migrations: { 2: () => Promise.reject(cause) } })
    expect(await failureOf(bringUpToDate({}, 1, rejecting))).toMatchObject({ code: 'MIGRATION_FAILED', cause })
    const forgetful = config({ schemaVersion: 2, migrations: { 2: () => undefined } })
    const { code, cause: reason } = await failureOf(bringUpToDate({}, 1, forgetful))
    expect([code, String(reason)]).toEqual(['MIGRATION_FAILED', 'TypeError: The migration returned undefined.'])
  })

  it('that are not there for work that old open nothing', async () => {
    const options = config({ schemaVersion: 4, migrations: { 4: (state) => state } })
    const error = await failureOf(bringUpToDate({}, 2, options))
    expect(error.code).toBe('MIGRATION_FAILED')
    expect(error.message).toMatch(/schema version 2, and there is no migration to version 3/)
  })

  it('do not go backwards: work of a newer app is left to it', async () => {
    const error = await failureOf(bringUpToDate({}, 3, config({ schemaVersion: 2, migrations: { 2: rename } })))
    expect(error).toMatchObject({ code: 'SCHEMA_NEWER', retryable: false })
    expect(error.message).toMatch(/schema version 3; this app has 2/)
  })
})

describe('a schema', () => {
  it.each([
    ['now', (result: SchemaResult) => result],
    ['later', (result: SchemaResult) => Promise.resolve(result)],
  ])('that answers %s gives the app its output', async (_, answer) => {
    const schema = schemaOf((value) => answer({ value: { ...Object(value), tags: [] } }))
    const stored = storedArticle()
    const state = await bringUpToDate(stored, 1, config({ schema }))
    expect(state).toEqual({ ...storedArticle(), tags: [] })
    expect(Reflect.get(Object(state), 'parts')).toBe(stored.parts)
  })

  it('that only copies what it lets pass leaves the app the stored object itself', async () => {
    const stored = { ...storedArticle(), at: new Date(5), seen: new Set([1]), bytes: Uint8Array.of(1, 2) }
    const schema = schemaOf((value) => ({ value: structuredClone(value) }))
    expect(await bringUpToDate(stored, 1, config({ schema }))).toBe(stored)
  })

  it('sees the state as the migrations made it, and a copy of it', async () => {
    const stored = storedArticle()
    const schema = schemaOf((value) => ({ value: Object.assign(Object(value), { isChecked: true }) }))
    const state = await bringUpToDate(stored, 1, config({ schemaVersion: 2, migrations: { 2: rename }, schema }))
    expect(state).toEqual({ title: 'Moby-Dick', parts: storedArticle().parts, isChecked: true })
    expect(stored).toEqual(storedArticle())
  })

  it('that refuses says where, not what, and the stored state is as it was', async () => {
    const stored = storedArticle()
    const issues: SchemaIssue[] = [
      { message: 'expected a number, received "Ishmael"', path: ['parts', { key: 1 }, 'text'] },
      { message: 'expected a text', path: ['title'] },
      { message: 'too short', path: ['title'] },
      { message: 'not good' },
      { message: 'unknown', path: [Symbol('mark')] },
    ]
    const error = await failureOf(bringUpToDate(stored, 1, config({ schema: schemaOf(() => ({ issues })) })))
    expect(error).toMatchObject({ code: 'VALIDATION_FAILED', cause: issues, retryable: false })
    expect(error.message).toMatch(/at parts\.1\.text, title, the top and 1 more\..*stays stored as it is/)
    expect(error.message).not.toContain('Ishmael')
    expect(stored).toEqual(storedArticle())
  })

  it('that throws, now or later, has failed, and nothing is lost by it', async () => {
    const cause = new Error('no such rule')
    const throwing = schemaOf(() => {
      throw cause
    })
    for (const schema of [throwing, schemaOf(() => Promise.reject(cause))]) {
      expect(await failureOf(bringUpToDate(storedArticle(), 1, config({ schema })))).toMatchObject({
        code: 'VALIDATION_FAILED',
        cause,
      })
    }
  })
})
