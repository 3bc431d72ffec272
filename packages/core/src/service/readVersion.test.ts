import { describe, expect, it } from 'vitest'
import { TestWorld } from '@autosave-kit/testing'
import { AutoSaveService } from './AutoSaveService.ts'

interface Note {
  readonly body: string
}

async function threeVersions(): Promise<{ world: TestWorld; service: AutoSaveService }> {
  const world = new TestWorld()
  const { surroundings } = world.page()
  const service = new AutoSaveService({ crashWindowMs: 0 }, () => surroundings)
  const manager = service.getManager<Note>('note')
  for (const body of ['one', 'two', 'three']) await manager.immediateSave({ body })
  return { world, service }
}

describe('A version that is looked at', () => {
  it('is what the session held then, and looking changes nothing', async () => {
    const { world, service } = await threeVersions()
    const before = await service.getManager('note').getHistory()
    expect(await service.readVersion('note', 2)).toMatchObject({
      revision: 2,
      state: { body: 'two' },
      missingPaths: [],
    })
    expect(await service.getManager('note').getHistory()).toEqual(before)
    expect((await world.page().manager({}, 'note').restore()).revision).toBe(3)
  })

  it('is the newest when no revision is asked for, and the one before where a revision is no version', async () => {
    const { service } = await threeVersions()
    expect((await service.readVersion('note')).state).toEqual({ body: 'three' })
    expect((await service.readVersion('note', 99)).revision).toBe(3)
    await expect(service.readVersion('note', 0)).rejects.toMatchObject({ code: 'REVISION_NOT_FOUND' })
    await expect(service.readVersion('nobody')).rejects.toMatchObject({ code: 'REVISION_NOT_FOUND' })
  })

  it('is brought into the shape that this page expects of the session', async () => {
    const { service } = await threeVersions()
    const migrations = { 2: (note: unknown) => ({ text: (note as Note).body }) }
    service.getManager('note').updateConfig({ schemaVersion: 2, migrations })
    expect((await service.readVersion('note', 1)).state).toEqual({ text: 'one' })
  })
})
