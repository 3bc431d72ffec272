import { describe, expect, it, vi } from 'vitest'
import { LeftOutNotice } from './LeftOutNotice.ts'

describe('What is not saved', () => {
  it('is told a developer once, by path, elements of a list as one', () => {
    const info = vi.spyOn(console, 'info').mockReturnValue()
    const notice = new LeftOutNotice('book')
    notice.tell({ leftOutPaths: ['crew.1', 'crew.7', 'captain'], excludedPaths: [] })
    notice.tell({ leftOutPaths: ['crew.3', 'captain'], excludedPaths: ['user.password'] })
    expect(info.mock.calls.map(([message]) => String(message))).toEqual([
      expect.stringContaining('crew.*, captain'),
      expect.stringContaining('user.password'),
    ])
  })
})
