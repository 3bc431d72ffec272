import { TestWorld, settle } from '@autosave-kit/testing'
import { describe, expect, it } from 'vitest'
import { AutoSaveManager } from './AutoSaveManager.ts'

describe('A manager that is disposed while its session is being read', () => {
  it('rejects at once, and wakes up for no late answer', async () => {
    const world = new TestWorld()
    const { surroundings } = world.page()
    let answer = (): void => undefined
    const read = new Promise<void>((resolve) => (answer = resolve))
    const storage = { ...surroundings.storage, read: (id: string) => read.then(() => surroundings.storage.read(id)) }
    const manager = new AutoSaveManager('book', {}, { ...surroundings, storage })
    const restored = manager.restore({ baseline: '', current: () => 'typed' })
    await manager.dispose()
    await expect(restored).rejects.toMatchObject({ code: 'DISPOSED' })
    answer()
    await world.clock.advance(60_000)
    expect(world.storage.appends).toHaveLength(0)
    expect(world.clock.timerCount).toBe(0)
  })

  it('shows its app nothing of what another tab has saved', async () => {
    const world = new TestWorld()
    const writer = world.page().manager()
    await writer.immediateSave({ title: 'Loomings' })
    const { surroundings } = world.page()
    let answer = (): void => undefined
    let gate = Promise.resolve()
    const { storage: disk } = surroundings
    const readEach: typeof disk.readEach = (...read) => gate.then(() => disk.readEach(...read))
    const storage = {
      ...disk,
      readEach,
      read: (...read: Parameters<typeof disk.read>) => gate.then(() => disk.read(...read)),
    }
    const reader = new AutoSaveManager('book', {}, { ...surroundings, storage })
    await reader.restore()
    const shown: unknown[] = []
    reader.subscribeRemoteChange((state) => shown.push(state))
    gate = new Promise<void>((resolve) => (answer = resolve))
    await writer.immediateSave({ title: 'The Carpet-Bag' })
    await settle()
    await reader.dispose()
    answer()
    await world.clock.advance(60_000)
    expect(shown).toEqual([])
  })

  it('leaves nothing behind whatever promise of the reading is settled just then', async () => {
    for (let turns = 0; turns < 80; turns += 1) {
      const world = new TestWorld()
      await world.page().manager().immediateSave({ title: 'Loomings' })
      await world.clock.advance(60_000)
      const page = world.page()
      const manager = page.manager()
      const restored = manager.restore()
      restored.catch(() => undefined)
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
      await manager.dispose()
      await settle()
      const { timerCount } = world.clock
      expect({ turns, timerCount, listenerCount: page.listenerCount }).toEqual({
        turns,
        timerCount: 0,
        listenerCount: 0,
      })
    }
  })

  it('leaves no timer and no lock behind when it had not begun to read', async () => {
    const world = new TestWorld()
    const { surroundings } = world.page()
    let openCount = 0
    const presence = {
      ...surroundings.presence,
      openSession: () => {
        openCount += 1
        return { held: new Promise<void>(() => undefined), close: () => (openCount -= 1) }
      },
    }
    for (const isBegun of [false, true]) {
      const manager = new AutoSaveManager('book', {}, { ...surroundings, presence })
      const restored = manager.restore()
      if (isBegun) await settle()
      await manager.dispose()
      await expect(restored).rejects.toMatchObject({ code: 'DISPOSED' })
      await settle()
      expect({ openCount, timerCount: world.clock.timerCount }).toEqual({ openCount: 0, timerCount: 0 })
    }
  })
})
