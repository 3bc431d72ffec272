// Where the browsers of the tests are, on this machine; and how to get the missing ones where that needs no question.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** @typedef {'chromium' | 'firefox' | 'webkit'} BrowserName */

/**
 * @typedef {object} Browser
 * @property {string} title What people call it.
 * @property {string} variable Environment variable that names its executable and outranks every search.
 * @property {readonly string[]} commands Names to look for on PATH.
 * @property {readonly string[]} places Where installers put it.
 * @property {readonly string[]} packages Debian packages that bring it.
 */

const macApplications = '/Applications'
const windowsPrograms = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter(
  (folder) => folder !== undefined,
)

/** @type {Readonly<Record<BrowserName, Browser>>} */
export const browsers = {
  chromium: {
    title: 'Chromium',
    variable: 'AUTOSAVE_CHROMIUM',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'],
    places: [
      join(macApplications, 'Chromium.app/Contents/MacOS/Chromium'),
      join(macApplications, 'Google Chrome.app/Contents/MacOS/Google Chrome'),
      join(macApplications, 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge'),
      ...windowsPrograms.flatMap((folder) => [
        join(folder, 'Chromium/Application/chrome.exe'),
        join(folder, 'Google/Chrome/Application/chrome.exe'),
        join(folder, 'Microsoft/Edge/Application/msedge.exe'),
      ]),
    ],
    packages: ['chromium'],
  },
  firefox: {
    title: 'Firefox',
    variable: 'AUTOSAVE_FIREFOX',
    commands: ['firefox-esr', 'firefox'],
    places: [
      join(macApplications, 'Firefox.app/Contents/MacOS/firefox'),
      ...windowsPrograms.map((folder) => join(folder, 'Mozilla Firefox/firefox.exe')),
    ],
    packages: ['firefox-esr'],
  },
  webkit: {
    title: 'WebKitGTK',
    variable: 'AUTOSAVE_WEBKIT',
    commands: ['MiniBrowser'],
    places: miniBrowserPlaces(),
    packages: ['webkit2gtk-driver', 'xvfb', 'xauth'],
  },
}

/** @type {readonly BrowserName[]} */
export const browserNames = ['chromium', 'firefox', 'webkit']

/** WebKitGTK's browser lives in a folder named after the processor and the API version. */
function miniBrowserPlaces() {
  if (process.platform !== 'linux') return []
  const libraries = existsSync('/usr/lib') ? readdirSync('/usr/lib').filter((name) => name.includes('-linux-')) : []
  return ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0'].flatMap((version) =>
    libraries.map((library) => join('/usr/lib', library, version, 'MiniBrowser')),
  )
}

/**
 * @param {string} command
 * @returns {string | undefined} Absolute path of a command on PATH.
 */
export function findCommand(command) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  const endings = process.platform === 'win32' ? ['.exe', ''] : ['']
  return folders
    .flatMap((folder) => endings.map((ending) => join(folder, command + ending)))
    .find((path) => existsSync(path))
}

/**
 * Finds a browser without installing anything.
 *
 * @param {BrowserName} name
 * @returns {string | undefined} Absolute path of its executable.
 * @throws {Error} When its environment variable names a file that is not there: a silent second choice would test the wrong browser.
 */
export function findBrowser(name) {
  const { title, variable, commands, places } = browsers[name]
  const wanted = process.env[variable]
  if (wanted !== undefined && wanted !== '') {
    if (existsSync(wanted)) return wanted
    throw new Error(`${variable} names ${wanted} for ${title}, and there is no such file. Correct it or unset it.`)
  }
  const found = commands.map(findCommand).find((path) => path !== undefined) ?? places.find((path) => existsSync(path))
  return found !== undefined && hasCompanions(name) ? found : undefined
}

/** @param {BrowserName} name WebKitGTK is driven through its driver, on a display of its own. */
function hasCompanions(name) {
  return (
    name !== 'webkit' || ['WebKitWebDriver', 'xvfb-run', 'xauth'].every((command) => findCommand(command) !== undefined)
  )
}

/** @returns {boolean} Whether packages can be installed here without asking anyone. */
function canInstall() {
  return process.platform === 'linux' && process.getuid?.() === 0 && findCommand('apt-get') !== undefined
}

/** @param {readonly string[]} packages */
function installPackages(packages) {
  const run = (/** @type {string[]} */ ...args) =>
    spawnSync('apt-get', args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
      .status === 0
  console.log(`Installing ${packages.join(', ')} with apt-get`)
  return run('update') && run('install', '-y', '--no-install-recommends', ...packages)
}

/**
 * Finds the browsers, and installs the missing ones where that is possible.
 *
 * @returns {Partial<Record<BrowserName, string>>} Executables by name; a browser that is not to be had is left out.
 */
export function provideBrowsers() {
  const missing = browserNames.filter((name) => findBrowser(name) === undefined)
  if (missing.length > 0 && canInstall()) installPackages(missing.flatMap((name) => browsers[name].packages))
  const found = browserNames.map((name) => [name, findBrowser(name)])
  return Object.fromEntries(found.filter(([, path]) => path !== undefined))
}

/**
 * @param {BrowserName} name
 * @returns {string} What a person does to get this browser, in one line.
 */
export function howToGet(name) {
  const { title, variable, packages } = browsers[name]
  const debian = `on Debian or Ubuntu: sudo apt-get install ${packages.join(' ')}`
  const anywhere =
    name === 'webkit' ? 'it exists for Linux only' : `or install it and set ${variable} to its executable`
  return `${title} was not found: ${debian}; ${anywhere}.`
}
