import { describe, expect, it } from 'vitest'
import { decodeBody } from './decodeBody.ts'

const long = 'QUJD'.repeat(1_000)

describe('decodeBody', () => {
  it.each([
    ['nothing escaped', long],
    ['letters outside Latin-1', `${long}鯨“’”`],
    ['a quote', `${long}"${long}`],
    ['quotes at its ends', `"${long}"`],
    ['a backslash at its end', `${long}\\`],
    ['a line end and a tab', `${long}\n\t`],
    ['half a letter', `${long}\ud83d`],
    ['what looks like a mark', `${long}{"$":"date","v":0}`],
  ])('gives back a long text with %s', (_, text) => {
    expect(decodeBody(JSON.stringify(text))).toBe(text)
  })

  it.each([`"${long}`, `"${long}"x`, `"${long}""`, `${long}"`])('refuses a long body that is no JSON', (body) => {
    expect(() => decodeBody(body)).toThrow(SyntaxError)
  })
})
