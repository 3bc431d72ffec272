import { expect, test } from 'vitest'
import { storyError, storySnapshot } from '../stories/storySnapshot.ts'
import { statusFact } from './statusFact.ts'

test('an error is told apart by whether the engine tries again', () => {
  expect(statusFact(storySnapshot({ status: 'error', error: storyError('QUOTA_EXCEEDED') }))).toBe('retrying')
  expect(statusFact(storySnapshot({ status: 'error', error: storyError('INVALID_CONFIG') }))).toBe('failed')
})

test('a pause hides what is saved and unsaved, but no error and no conflict', () => {
  const pauseReasons = ['manual']
  expect(statusFact(storySnapshot({ status: 'saved', pauseReasons }))).toBe('paused')
  expect(statusFact(storySnapshot({ status: 'unsaved', pauseReasons }))).toBe('paused')
  expect(statusFact(storySnapshot({ status: 'conflict', pauseReasons }))).toBe('conflict')
  expect(statusFact(storySnapshot({ status: 'error', error: storyError('WRITE_FAILED'), pauseReasons }))).toBe(
    'retrying',
  )
})

test('a save that had to leave parts out is not called saved', () => {
  expect(statusFact(storySnapshot({ status: 'saved', leftOutPaths: ['cover'] }))).toBe('partial')
})

test('a tab that only reads says so, unless something is wrong; a pause of another kind says what it is', () => {
  const reading = { access: 'reader', pauseReasons: ['other-tab'] } as const
  expect(statusFact(storySnapshot({ status: 'unsaved', ...reading }))).toBe('elsewhere')
  expect(statusFact(storySnapshot({ status: 'error', error: storyError('WRITE_FAILED'), ...reading }))).toBe('retrying')
  expect(statusFact(storySnapshot({ status: 'saved', pauseReasons: ['manual'] }))).toBe('paused')
})
