/*
 * Setup file of the stories, behind `failOnConsoleError.ts`. Storybook tells React by a global whether it runs in a test, and takes that back while it waits for
 * something, also where an `act` of its own is still being worked off. An update in that gap has React say so: of the tests' machinery, never of a component.
 */

const NOTICE = 'The current testing environment is not configured to support act(...)'
const show = console.error

console.error = (...parts: unknown[]) => {
  if (parts[0] !== NOTICE) show(...parts)
}
