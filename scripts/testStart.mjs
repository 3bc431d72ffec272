// `pnpm test start`: follows the five-minute start of the README to the letter, in an empty Vite app outside of the workspace, with the
// packages as they would be published. What the app needs from elsewhere is of the versions this repository uses, so that an installed
// repository needs no network for it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { chromium } from 'playwright'
import { findBrowser, howToGet } from './browsers.mjs'
import { emptyViteApp } from './emptyViteApp.mjs'
import { root, runCommand } from './runCommand.mjs'

const packages = ['core', 'react']

/** @param {string} line @param {string} cwd */
async function run(line, cwd) {
  const { code, output } = await runCommand(line, { cwd, isQuiet: true, env: { NODE_ENV: '' } })
  if (code !== 0) throw new Error(`${line}\n${output}`)
}

/** The code block of the README that goes into `src/App.tsx`. */
function readStart() {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const code = /## Five-minute start[\s\S]*?`src\/App\.tsx`:\s+```tsx\n([\s\S]*?)```/.exec(readme)?.[1]
  if (code === undefined) throw new Error('The README has no five-minute start.')
  return code
}

/** @param {string} folder @returns {Promise<Record<string, string>>} Tarballs by the name of the package. */
async function pack(folder) {
  await run('turbo run build --filter=./packages/* --output-logs=errors-only', root)
  /** @type {Record<string, string>} */
  const tarballs = {}
  for (const name of packages) {
    const target = join(folder, name)
    mkdirSync(target)
    await run(`pnpm pack --pack-destination ${target}`, join(root, 'packages', name))
    tarballs[`@autosave-kit/${name}`] = `file:${join(target, readdirSync(target)[0] ?? '')}`
  }
  return tarballs
}

/** @param {string} app @param {Record<string, string>} tarballs */
async function makeApp(app, tarballs) {
  for (const [path, text] of Object.entries(emptyViteApp)) {
    mkdirSync(dirname(join(app, path)), { recursive: true })
    writeFileSync(join(app, path), text)
  }
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  /** @param {string[]} names */
  const versions = (...names) => Object.fromEntries(names.map((name) => [name, devDependencies[name]]))
  const manifest = {
    name: 'my-app',
    private: true,
    type: 'module',
    dependencies: { ...versions('react', 'react-dom'), ...tarballs },
    devDependencies: versions('@types/react', '@types/react-dom', '@vitejs/plugin-react', 'typescript', 'vite'),
  }
  writeFileSync(join(app, 'package.json'), JSON.stringify(manifest))
  // The react package asks for the core by version, and this version is published nowhere yet.
  const overrides = Object.entries(tarballs).map(([name, file]) => `  '${name}': ${file}`)
  writeFileSync(join(app, 'pnpm-workspace.yaml'), `overrides:\n${overrides.join('\n')}\n`)
  writeFileSync(join(app, 'src/App.tsx'), readStart())
  await run('pnpm install --prefer-offline --ignore-scripts', app)
  await run('tsc --noEmit', app)
  await run('vite build', app)
}

/** @param {string} app @param {(url: string) => Promise<void>} visit */
async function withDevServer(app, visit) {
  const vite = join(app, 'node_modules/vite/bin/vite.js')
  const server = spawn(process.execPath, [vite, '--host', '127.0.0.1', '--port', '0', '--strictPort', 'false'], {
    cwd: app,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: '', NO_COLOR: '1' },
  })
  try {
    let said = ''
    while (!/http:\S+/.test(said)) said += String((await once(server.stdout, 'data'))[0])
    await visit(/http:\S+/.exec(said)?.[0] ?? '')
  } finally {
    server.kill()
  }
}

/** Types, reloads in the middle of a word, and looks. @param {string} url */
async function useApp(url) {
  const executablePath = findBrowser('chromium')
  if (executablePath === undefined) throw new Error(howToGet('chromium'))
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    page.setDefaultTimeout(60_000)
    /** @type {string[]} */
    const complaints = []
    page.on('console', (message) => ['warning', 'error'].includes(message.type()) && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.goto(url)
    await page.getByText('Auto-save on').waitFor()
    await page.getByLabel('Title').pressSequentially('Loomings')
    await page.getByText('Saved just now').waitFor()
    await page.getByLabel('Text').pressSequentially('Call me Ish')
    await page.reload()
    await page.getByText('Saved just now').waitFor()
    // The badge may know of it a moment before the form shows it.
    const isShown = () => document.querySelector('input')?.value === 'Loomings'
    await page.waitForFunction(isShown).catch(() => undefined)
    const kept = [await page.getByLabel('Title').inputValue(), await page.getByLabel('Text').inputValue()]
    if (kept.join('|') !== 'Loomings|Call me Ish')
      throw new Error(`After the reload the form holds ${kept.join(', ')}.`)
    if (complaints.length > 0) throw new Error(`The console says: ${complaints.join('\n')}`)
  } finally {
    await browser.close()
  }
}

const folder = mkdtempSync(join(tmpdir(), 'autosave-kit-start-'))
try {
  const app = join(folder, 'my-app')
  await makeApp(app, await pack(folder))
  await withDevServer(app, useApp)
  console.log('The five-minute start works: installed, compiled, built, typed into, reloaded.')
} catch (error) {
  console.error(`The five-minute start does not work.\n${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}
