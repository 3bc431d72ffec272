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
    document.dispatchEvent(new Event('resume'))
    setVisibility('visible')
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }))
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    expect(moments).toEqual(['leaving', 'hidden', 'hidden', 'shown', 'shown', 'returned'])
  })

  it('tells who was ended in the middle of pagehide once more, and everybody else once: a closing Firefox ends scripts', () => {
    const { lifecycle, moments } = watch()
    // A test cannot end a script past every catch; what is thrown out of a listener goes as far.
    vi.spyOn(console, 'error').mockReturnValue(undefined)
    const onError = (event: ErrorEvent): void => event.preventDefault()
    window.addEventListener('error', onError)
    ends.push(() => window.removeEventListener('error', onError))
    const ended: PageMoment[] = []
    lifecycle.subscribe((moment) => {
      ended.push(moment)
      if (ended.length === 1) throw new Error('ended')
    })
    const late: PageMoment[] = []
    lifecycle.subscribe((moment) => late.push(moment))
    window.dispatchEvent(new PageTransitionEvent('pagehide'))
    expect(ended.filter((moment) => moment === 'leaving')).toEqual(['leaving', 'leaving'])
    for (const others of [moments, late]) expect(others.filter((moment) => moment === 'leaving')).toEqual(['leaving'])
  })

  it('tells nobody of pagehide who listens no more', () => {
    const { lifecycle } = watch()
    const moments: PageMoment[] = []
    const unsubscribe = lifecycle.subscribe((moment) => moments.push(moment))
    unsubscribe()
    window.dispatchEvent(new PageTransitionEvent('pagehide'))
    expect(moments).toEqual([])
  })

  it('tells of the focus and of the network', () => {
    const { lifecycle, moments } = watch()
    for (const type of ['blur', 'focus', 'offline', 'online']) window.dispatchEvent(new Event(type))
    expect(moments).toEqual(['blurred', 'shown', 'offline', 'online'])
    expect(lifecycle.isOffline).toBe(false)
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    expect(lifecycle.isOffline).toBe(true)
  })

  it('hears of errors that nobody caught, and leaves them to the app as they are', async () => {
    const { moments } = watch()
    const heard: unknown[] = []
    // The tests' own environment writes such events down.
    vi.spyOn(console, 'error').mockReturnValue(undefined)
    const onError = (event: ErrorEvent): void => {
      heard.push(event.error, event.defaultPrevented)
      event.preventDefault()
    }
    const onRejection = (event: PromiseRejectionEvent): void => {
      heard.push(event.reason, event.defaultPrevented)
      event.preventDefault()
    }
    window.addEventListener('error', onError, { once: true, capture: true })
    window.addEventListener('unhandledrejection', onRejection, { once: true, capture: true })
    const [thrown, rejected] = [new Error('thrown'), new Error('rejected')]
    window.dispatchEvent(new ErrorEvent('error', { error: thrown, cancelable: true }))
    const promise = Promise.resolve()
    const options = { promise, reason: rejected, cancelable: true }
    window.dispatchEvent(new PromiseRejectionEvent('unhandledrejection', options))
    await promise
    expect(heard).toEqual([thrown, false, rejected, false])
    expect(moments).toEqual(['error', 'error'])
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
