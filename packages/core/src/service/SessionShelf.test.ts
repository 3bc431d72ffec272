import { describe, expect, it } from 'vitest'
import { TestWorld } from '@autosave-kit/testing'
import { AutoSaveService } from './AutoSaveService.ts'

interface Note {
  readonly body: string
  readonly password?: string
}

function serviceIn(world: TestWorld): AutoSaveService {
  const { surroundings } = world.page()
  return new AutoSaveService({ crashWindowMs: 0 }, () => surroundings)
}

async function stateOf(world: TestWorld, id: string): Promise<unknown> {
  return (await world.page().manager({}, id).restore()).state
}

async function exported(state: unknown, id = 'article'): Promise<File> {
  const service = serviceIn(new TestWorld())
  await service.getManager(id).immediateSave(state)
  return service.exportSession(id)
}

describe('A session in a file', () => {
  it('is the same in another browser, whatever it holds', async () => {
    const state = {
      title: 'Loomings “1”',
      at: new Date(0),
      chapters: Array.from({ length: 300 }, (_, id) => ({ id, text: `${id} \uD800 ${'whale '.repeat(id)}` })),
      audio: Uint8Array.from({ length: 100_000 }, (_, index) => index),
      names: new Map([['a', new Set([1n, Number.NaN])]]),
      long: 'Call me Ishmael. '.repeat(4_000),
    }
    const world = new TestWorld()
    const { id } = await serviceIn(world).importSession(await exported(state))
    expect(id).toBe('article')
    expect(await stateOf(world, id)).toEqual(state)
  })

  it('holds what is unsaved in this page, and nothing of what was deleted or is excluded', async () => {
    const service = serviceIn(new TestWorld())
    const manager = service.getManager<Note>('article')
    await manager.immediateSave({ body: 'the first draft' })
    void manager.scheduleSave({ body: 'the last word', password: 'hunter2' })
    const text = await (await service.exportSession('article')).text()
    expect(text).toContain('the last word')
    expect(text).not.toMatch(/first draft|hunter2/)
  })

  it('is the state after many edits and a compaction, each record once', async () => {
    const world = new TestWorld()
    const service = serviceIn(world)
    const manager = service.getManager<readonly { readonly text: string }[]>('article')
    let state: readonly { readonly text: string }[] = Array.from({ length: 40 }, (_, at) => ({
      text: `${at}`.repeat(90),
    }))
    for (let edit = 0; edit < 300; edit += 1) {
      state = state.with(edit % 40, { text: `${edit} `.repeat(60) })
      await manager.immediateSave(state)
      if (edit % 60 === 59) await world.clock.advance(120_000)
    }
    const file = await service.exportSession('article')
    const other = new TestWorld()
    await serviceIn(other).importSession(file)
    expect(await stateOf(other, 'article')).toEqual(state)
    expect(file.size).toBeLessThan(40 * 400)
  })

  it('gets an id of its own where the one it had is taken, and changes nothing that is there', async () => {
    const file = await exported({ body: 'from elsewhere' })
    const world = new TestWorld()
    const service = serviceIn(world)
    await service.getManager<Note>('article').immediateSave({ body: 'mine' })
    expect(await service.importSession(file)).toMatchObject({ id: 'article-2', exportedId: 'article' })
    expect(await service.importSession(file)).toMatchObject({ id: 'article-3' })
    expect(await stateOf(world, 'article')).toEqual({ body: 'mine' })
    expect(await stateOf(world, 'article-3')).toEqual({ body: 'from elsewhere' })
  })

  it('leaves the id to a session that this page has open and has not saved yet', async () => {
    const file = await exported({ body: 'from elsewhere' })
    const service = serviceIn(new TestWorld())
    service.getManager('article')
    expect((await service.importSession(file)).id).toBe('article-2')
  })

  it('gives one id to one of two pages that import at the same moment', async () => {
    const file = await exported({ body: 'from elsewhere' })
    const world = new TestWorld()
    const imports = [serviceIn(world), serviceIn(world)].map((service) => service.importSession(file))
    expect((await Promise.all(imports)).map(({ id }) => id).toSorted()).toEqual(['article', 'article-2'])
  })

  it('is saved into like any other', async () => {
    const world = new TestWorld()
    const service = serviceIn(world)
    await service.importSession(await exported({ body: 'a' }))
    const manager = service.getManager<Note>('article')
    await manager.restore()
    await manager.immediateSave({ body: 'b' })
    expect(await stateOf(world, 'article')).toEqual({ body: 'b' })
    expect(await manager.getHistory()).toHaveLength(2)
  })

  it('imports nothing when the storage fails', async () => {
    const file = await exported({ body: 'a' })
    const world = new TestWorld()
    const service = serviceIn(world)
    world.storage.fault = 'QUOTA_EXCEEDED'
    await expect(service.importSession(file)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' })
    world.storage.fault = undefined
    expect(await service.listSessions()).toEqual([])
    expect(await stateOf(world, 'article')).toBeUndefined()
  })

  it('is not imported when it cannot be listed: nobody could open or delete it', async () => {
    const world = new TestWorld()
    const { surroundings } = world.page()
    const putSession = (): Promise<void> => Promise.reject(new Error('the disk is gone'))
    const storage = { ...surroundings.storage, putSession }
    const service = new AutoSaveService({}, () => ({ ...surroundings, storage }))
    await expect(service.importSession(await exported({ body: 'a' }))).rejects.toThrow('the disk is gone')
    expect(await surroundings.storage.read('article')).toEqual([])
  })

  it('is not made of a session that is not there', async () => {
    const service = serviceIn(new TestWorld())
    await expect(service.exportSession('nothing')).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' })
  })
})

describe('A fork', () => {
  it('is a session of its own from then on, and says what it was made of', async () => {
    const world = new TestWorld()
    const service = serviceIn(world)
    const manager = service.getManager<Note>('article')
    void manager.scheduleSave({ body: 'a' })
    const id = await service.forkSession('article', { title: 'Another end' })
    await service.getManager<Note>(id).immediateSave({ body: 'b' })
    expect([await stateOf(world, 'article'), await stateOf(world, id)]).toEqual([{ body: 'a' }, { body: 'b' }])
    const sessions = await service.listSessions()
    expect(sessions.find((session) => session.id === id)).toMatchObject({ id, title: 'Another end', forkOf: 'article' })
  })

  it('is made of a version in the history too', async () => {
    const world = new TestWorld()
    const service = serviceIn(world)
    const manager = service.getManager<Note>('article')
    for (const body of ['a', 'b', 'c']) await manager.immediateSave({ body })
    const id = await service.forkSession('article', { revision: 2, id: 'end' })
    expect([id, await stateOf(world, id)]).toEqual(['end', { body: 'b' }])
    await expect(service.forkSession('article', { revision: 9 })).rejects.toMatchObject({ code: 'REVISION_NOT_FOUND' })
  })

  it('takes no id that is taken', async () => {
    const service = serviceIn(new TestWorld())
    await service.getManager<Note>('article').immediateSave({ body: 'a' })
    await expect(service.forkSession('article', { id: 'article' })).rejects.toMatchObject({ code: 'INVALID_CONFIG' })
    await expect(service.forkSession('article', { id: '' })).rejects.toMatchObject({ code: 'INVALID_CONFIG' })
  })
})
