import { expect, test } from 'vitest'
import { valueInWords } from './valueInWords.ts'

test('texts are shown as they are, other values as short as can be, and long ones are cut', () => {
  const circle: Record<string, unknown> = {}
  circle['self'] = circle
  expect(['Loomings', 7, ['a'], undefined, null, '', circle].map((value) => valueInWords(value, 'nothing'))).toEqual([
    'Loomings',
    '7',
    '["a"]',
    'nothing',
    'nothing',
    'nothing',
    'nothing',
  ])
  expect(valueInWords('a'.repeat(500), '')).toHaveLength(241)
})
