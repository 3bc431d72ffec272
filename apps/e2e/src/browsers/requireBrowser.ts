import { type BrowserName, browsers, findBrowser, howToGet } from '../../../../scripts/browsers.mjs'

/**
 * Path of a browser's executable.
 *
 * @throws When it is not there, with what to do about it.
 */
export function requireBrowser(name: BrowserName): string {
  const path = findBrowser(name)
  if (path === undefined) throw new Error(howToGet(name))
  return path
}

/** Whether the tests of a browser are to be left out: it is missing, and this is somebody's laptop. Says so once. */
export function isLeftOut(name: BrowserName): boolean {
  const isMissing = findBrowser(name) === undefined && process.env['CI'] !== 'true'
  if (isMissing) console.log(`Skipped: everything in ${browsers[name].title}. ${howToGet(name)}`)
  return isMissing
}
