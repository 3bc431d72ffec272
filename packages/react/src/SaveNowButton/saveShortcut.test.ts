import { expect, test } from 'vitest'
import { isSaveShortcut, shortcutHint } from './saveShortcut.ts'

const press = { key: 's', code: 'KeyS', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

test('Ctrl+S and Cmd+S save, whatever the layout and the caps lock', () => {
  expect(isSaveShortcut({ ...press, ctrlKey: true })).toBe(true)
  expect(isSaveShortcut({ ...press, metaKey: true })).toBe(true)
  expect(isSaveShortcut({ ...press, key: 'S', ctrlKey: true })).toBe(true)
  expect(isSaveShortcut({ ...press, key: 'ы', ctrlKey: true })).toBe(true)
})

test('other presses are left to the app: plain S, Save as, Alt Gr, another letter on the S key', () => {
  expect(isSaveShortcut(press)).toBe(false)
  expect(isSaveShortcut({ ...press, ctrlKey: true, shiftKey: true })).toBe(false)
  expect(isSaveShortcut({ ...press, ctrlKey: true, altKey: true })).toBe(false)
  expect(isSaveShortcut({ ...press, key: 'o', ctrlKey: true })).toBe(false)
})

test('the hint is written as the platform writes it, and only where there is a keyboard', () => {
  expect(shortcutHint({ platform: 'MacIntel', hasFinePointer: true })).toEqual({ text: '⌘S', keys: 'Meta+S' })
  expect(shortcutHint({ platform: 'Linux x86_64', hasFinePointer: true })).toEqual({
    text: 'Ctrl S',
    keys: 'Control+S',
  })
  expect(shortcutHint({ platform: 'iPhone', hasFinePointer: false })).toBeUndefined()
})
