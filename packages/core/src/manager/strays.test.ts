import { TestWorld, settle } from '@autosave-kit/testing'
import { describe, expect, it } from 'vitest'

interface Form {
  readonly title: string
  readonly body: string
}

const base: Form = { title: '', body: '' }

/**
 * Two tabs on one revision, of which the second cannot be told anything; both go in the same moment, the second with something typed and a
 * position left open before its own.
 */
async function twoLastMoments(first: Form, second: Form) {
  const world = new TestWorld()
  const author = world.page()
  await author.manager<Form>().immediateSave(base)
  author.leave()
  const pages = [world.page(), world.page()] as const
  const [one, other] = [pages[0].manager<Form>(), pages[1].manager<Form>()]
  await one.restore()
  await other.restore()
  world.channel.isDeaf = true
  world.storage.isHolding = true
  void one.scheduleSave(first).catch(() => undefined)
  void other.scheduleSave(second).catch(() => undefined)
  pages[0].leave()
  pages[1].leave()
  world.storage.endWrites()
  for (const page of pages) page.crash()
  await settle()
  return world
}

describe('The last moments of two tabs that go at once', () => {
  it('are put together by whoever opens the session next, which says so', async () => {
    const world = await twoLastMoments({ ...base, title: 'Loomings' }, { ...base, body: 'Call me Ishmael.' })
    const page = world.page()
    const manager = page.manager<Form>()

    const { state, report } = await manager.restore()

    expect(state).toEqual({ title: 'Loomings', body: 'Call me Ishmael.' })
    expect(report.strays).toMatchObject([{ outcome: 'merged', forkId: undefined }])
    await world.clock.advance(10_000)
    expect(manager.getSnapshot()).toMatchObject({ status: 'saved', isUnsaved: false })
    const next = await world.page().manager<Form>().restore()
    expect(next.state).toEqual({ title: 'Loomings', body: 'Call me Ishmael.' })
    // Once is enough; a copy of the rows is in quarantine.
    expect(next.report.strays).toEqual([])
    expect(world.storage.quarantine).toMatchObject([{ reason: 'stray' }])
  })

  it('are kept as a session each where they contradict each other', async () => {
    const world = await twoLastMoments({ ...base, title: 'Loomings' }, { ...base, title: 'The Whale' })

    const { state, report } = await world.page().manager<Form>().restore()
    await settle()

    const [stray] = report.strays
    expect(stray).toMatchObject({ outcome: 'forked', forkId: expect.stringContaining('book~') })
    const fork = await world.page().manager<Form>({}, stray?.forkId).restore()
    expect(new Set([state?.title, fork.state?.title])).toEqual(new Set(['Loomings', 'The Whale']))
    expect(world.storage.sessions.get(stray?.forkId ?? '')?.fork).toMatchObject({ of: 'book' })
    expect((await world.page().manager<Form>().restore()).report.strays).toEqual([])
  })

  it('are left to the tab that holds the work, as long as it lives', async () => {
    const world = await twoLastMoments({ ...base, title: 'Loomings' }, { ...base, body: 'Call me Ishmael.' })
    world.alive.add('tab-2')
    world.alive.add('tab-3')

    const { report } = await world.page().manager<Form>().restore()

    expect(report.strays).toEqual([])
    expect(world.storage.quarantine).toEqual([])
  })
})
