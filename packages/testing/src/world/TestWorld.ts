import type { LeftMark } from '@autosave-kit/core'
import { LockLines } from './LockLines.ts'
import { ManualClock } from './ManualClock.ts'
import { TestDisk } from './TestDisk.ts'
import { TestChannel } from './TestChannel.ts'
import { TestPage } from './TestPage.ts'

/** What outlives pages: a disk, a clock, the lock manager. @public */
export class TestWorld {
  readonly clock = new ManualClock()
  readonly storage = new TestDisk()
  readonly alive = new Set<string>()
  readonly open = new Set<string>()
  readonly locks = new LockLines()
  /** Whether the browser has Web Locks for the right to write. */
  hasLocks = true
  readonly leftMarks = new Map<string, LeftMark>()
  readonly channel = new TestChannel()
  #pageCount = 0

  /** @param memory - The session storage of the tab: that of the page that is reloaded in it, or a copy for a duplicated tab. */
  page(memory?: Map<string, string>): TestPage {
    this.#pageCount += 1
    return new TestPage(this, `tab-${this.#pageCount}`, memory)
  }
}
