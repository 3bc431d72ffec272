import { afterAll, afterEach } from 'vitest'

/*
 * Setup file of every test project: an unexpected console.error fails the test it came in. React reports missing keys, lost acts and
 * updates during render there and nowhere else. A test that expects one takes it over:
 * `vi.spyOn(console, 'error').mockImplementation(() => {})`.
 */

const show = console.error
let unexpected: string[] = []

console.error = (...parts: unknown[]) => {
  unexpected.push(parts.map(String).join(' '))
  show(...parts)
}

function failIfAny() {
  const messages = unexpected
  unexpected = []
  if (messages.length > 0)
    throw new Error(`console.error was called, and the test did not expect it:\n${messages.join('\n')}`)
}

afterEach(failIfAny)
afterAll(failIfAny)
