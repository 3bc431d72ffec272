import { expect, it } from 'vitest'
import { browserPerformanceMarks } from './performanceMarks.ts'

it('Entries reach who observes the timeline, with their detail, and do not stay in the page’s list', async () => {
  const seen = new Promise<PerformanceEntryList>((resolve) => {
    const entries: PerformanceEntry[] = []
    const observer = new PerformanceObserver((list) => {
      entries.push(...list.getEntries().filter(({ name }) => name.startsWith('autosave:')))
      if (entries.length < 2) return
      observer.disconnect()
      resolve(entries)
    })
    observer.observe({ entryTypes: ['measure', 'mark'] })
  })
  browserPerformanceMarks.measure('autosave:save', { start: 10, end: 35 }, { reason: 'manual', bytesWritten: 17 })
  browserPerformanceMarks.mark('autosave:failed', { code: 'QUOTA_EXCEEDED' })
  const entries = (await seen).toSorted((one, other) => one.startTime - other.startTime)
  expect(entries).toMatchObject([
    { name: 'autosave:save', startTime: 10, duration: 25, detail: { reason: 'manual', bytesWritten: 17 } },
    { name: 'autosave:failed', detail: { code: 'QUOTA_EXCEEDED' } },
  ])
  expect(performance.getEntries().filter(({ name }) => name.startsWith('autosave:'))).toEqual([])
})
