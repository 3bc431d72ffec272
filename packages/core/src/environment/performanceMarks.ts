/** A stretch of `Clock.elapsed` time. */
interface Stretch {
  readonly start: number
  readonly end: number
}

/** Never with a value of the state: whoever measures an app for its makers may send these away. */
type MarkDetail = Readonly<Record<string, string | number | boolean>>

/** The browser's performance timeline: its profiler and `PerformanceObserver`s see what is put there. */
export interface PerformanceMarks {
  measure(name: string, stretch: Stretch, detail: MarkDetail): void
  mark(name: string, detail: MarkDetail): void
}

/** Has Chromium's profiler show the entry in a track of its own (Performance panel extensibility). */
const devtools = { dataType: 'track-entry', track: 'AutoSave Kit' }

/**
 * Observers and profilers are told when an entry is made; the page's own list of entries would keep each one for ever,
 * so they are taken off it at once.
 */
export const browserPerformanceMarks: PerformanceMarks = {
  measure(name, { start, end }, detail) {
    performance.measure(name, { start, end, detail: { ...detail, devtools } })
    performance.clearMeasures(name)
  },
  mark(name, detail) {
    performance.mark(name, { detail: { ...detail, devtools: { ...devtools, dataType: 'marker' } } })
    performance.clearMarks(name)
  },
}
