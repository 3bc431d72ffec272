import { afterEach, describe, expect, it, vi } from 'vitest'
import { type PageMoment, createPageLifecycle } from './PageLifecycle.ts'

const ends: (() => void)[] = []

function watch(): { lifecycle: ReturnType<typeof createPageLifecycle>; moments: PageMoment[] } {
  const lifecycle = createPageLifecycle()
  const moments: PageMoment[] = []
  lifecycle.subscribe((moment) => moments.push(moment))
  ends.push(() => lifecycle.dispose())
  return { lifecycle, moments }
}

function unload(): Event {
  const event = new Event('beforeunload', { cancelable: true })
  window.dispatchEvent(event)
  return event
}

function setVisibility(state: DocumentVisibilityState): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
  document.dispatchEvent(new Event('visibilitychange'))
}

afterEach(() => {
  for (const end of ends.splice(0)) end()
})

describe('The page’s lifecycle', () => {
  it('tells when the page goes, is hidden or frozen, and comes back from the cache', () => {
    const { moments } = watch()
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    setVisibility('hidden')
    document.dispatchEvent(new Event('freeze'))
    setVisibility('visible')
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }))
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    expect(moments).toEqual(['leaving', 'hidden', 'hidden', 'returned'])
  })

  it('listens to beforeunload only while somebody watches it', () => {
    const added = vi.spyOn(window, 'addEventListener')
    const removed = vi.spyOn(window, 'removeEventListener')
    const { lifecycle } = watch()
    const callsFor = (spy: { mock: { calls: unknown[][] } }): number =>
      spy.mock.calls.filter(([type]) => type === 'beforeunload').length
    expect(callsFor(added)).toBe(0)
    const unwatches = [lifecycle.watchUnload(() => false), lifecycle.watchUnload(() => false)]
    expect([callsFor(added), callsFor(removed)]).toEqual([1, 0])
    for (const unwatch of unwatches) unwatch()
    expect([callsFor(added), callsFor(removed)]).toEqual([1, 1])
  })

  it('asks to stay only when a watcher says so, and lets every watcher write', () => {
    const { lifecycle } = watch()
    const watchers = [vi.fn<() => boolean>(() => true), vi.fn<() => boolean>(() => false)]
    lifecycle.watchUnload(() => watchers[1]?.() ?? false)
    expect(unload().defaultPrevented).toBe(false)
    lifecycle.watchUnload(() => watchers[0]?.() ?? false)
    expect(unload().defaultPrevented).toBe(true)
    expect(watchers.map((watcher) => watcher.mock.calls.length)).toEqual([1, 2])
  })

  it('hears nothing after it was disposed', () => {
    const { lifecycle, moments } = watch()
    const watcher = vi.fn<() => boolean>(() => true)
    lifecycle.watchUnload(watcher)
    lifecycle.dispose()
    window.dispatchEvent(new PageTransitionEvent('pagehide'))
    document.dispatchEvent(new Event('freeze'))
    expect(unload().defaultPrevented).toBe(false)
    expect([moments, watcher.mock.calls]).toEqual([[], []])
  })
})
