import { TestWorld } from '@autosave-kit/testing'
import { describe, expect, it } from 'vitest'

async function savedBy(version: number, state: unknown): Promise<TestWorld> {
  const world = new TestWorld()
  const migrations = Object.fromEntries(
    Array.from({ length: version - 1 }, (_, index) => [index + 2, (old: unknown) => old]),
  )
  const manager = world.page().manager<unknown>({ schemaVersion: version, migrations })
  await manager.immediateSave(state)
  await manager.dispose()
  return world
}

const rename = (state: unknown): unknown => ({ title: (state as { name: string }).name })

describe('A session that an older version of the app saved', () => {
  it('comes back in the new shape, and is saved in it', async () => {
    const world = await savedBy(1, { name: 'Moby-Dick' })
    const manager = world.page().manager<unknown>({ schemaVersion: 2, migrations: { 2: rename } })
    expect((await manager.restore()).state).toEqual({ title: 'Moby-Dick' })
    await world.clock.advance(2_000)
    expect(manager.getSnapshot().status).toBe('saved')
    expect([...world.storage.rows.values()].at(-1)?.schemaVersion).toBe(2)
    const again = world.page().manager<unknown>({ schemaVersion: 2, migrations: { 2: () => ({ lost: true }) } })
    expect((await again.restore()).state).toEqual({ title: 'Moby-Dick' })
  })

  it('is neither dropped nor overwritten when its migration fails: the failed migration of others that drops the data', async () => {
    const world = await savedBy(1, { name: 'Moby-Dick' })
    const rows = structuredClone([...world.storage.rows])
    const broken = { schemaVersion: 2, migrations: { 2: () => JSON.parse('{') as unknown } }
    const manager = world.page().manager<unknown>(broken)
    await expect(manager.restore()).rejects.toMatchObject({ code: 'MIGRATION_FAILED' })
    expect(manager.getSnapshot()).toMatchObject({ status: 'error', error: { code: 'MIGRATION_FAILED' } })
    await expect(manager.immediateSave({ title: '' })).rejects.toMatchObject({ code: 'MIGRATION_FAILED' })
    await world.clock.advance(600_000)
    expect([...world.storage.rows]).toEqual(rows)
    // The mended app: what was typed meanwhile is held, what was stored is there.
    manager.updateConfig({ migrations: { 2: rename } })
    await manager.flush()
    expect(manager.getSnapshot()).toMatchObject({ status: 'saved', error: undefined })
    const fresh = await savedBy(1, { name: 'Moby-Dick' })
    expect(
      (
        await fresh
          .page()
          .manager<unknown>({ schemaVersion: 2, migrations: { 2: rename } })
          .restore()
      ).state,
    ).toEqual({
      title: 'Moby-Dick',
    })
  })

  it('is left alone when the schema refuses it', async () => {
    const world = await savedBy(1, { name: 7 })
    const rows = structuredClone([...world.storage.rows])
    const schema = {
      '~standard': {
        version: 1,
        vendor: 'test',
        validate: (value: unknown) =>
          typeof (value as { name: unknown }).name === 'string' ? { value } : { issues: [{ message: 'no name' }] },
      },
    } as const
    const manager = world.page().manager<unknown>({ schema })
    await expect(manager.restore()).rejects.toMatchObject({ code: 'VALIDATION_FAILED' })
    await world.clock.advance(60_000)
    expect([...world.storage.rows]).toEqual(rows)
  })
})

describe('A session that a newer version of the app saved', () => {
  it('is not touched by the older one, which holds what is typed and says why', async () => {
    const world = await savedBy(3, { title: 'Moby-Dick' })
    const rows = structuredClone([...world.storage.rows])
    const page = world.page()
    const manager = page.manager<unknown>()
    void manager.scheduleSave({ name: '' })
    await expect(manager.restore()).rejects.toMatchObject({ code: 'SCHEMA_NEWER' })
    await world.clock.advance(60_000)
    expect(page.beforeUnload()).toBe(true)
    expect([...world.storage.rows]).toEqual(rows)
    await expect(manager.dispose()).rejects.toMatchObject({ code: 'SCHEMA_NEWER' })
  })
})
