// What the kit adds to an app: bundled as Vite does it, without React and Dexie, minified and gzipped.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { root } from './runCommand.mjs'

/** What everybody imports; the rest of the package must not come with it. */
const start = 'AutoSaveProvider, useAutoSave, SaveStatusBadge, SaveNowButton'

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {string} entry Code of an app that imports the part.
 * @property {(string | RegExp)[]} external
 * @property {boolean} [withLateParts] What is loaded when it is first asked for, too.
 */

const core = `export { autoSaveService } from '@autosave-kit/core'`
const foreign = [/^react/, 'dexie']

/** @type {readonly Part[]} */
const parts = [
  { name: 'core, the start', entry: core, external: foreign },
  { name: 'core, all of it', entry: core, external: foreign, withLateParts: true },
  {
    name: 'react, the start',
    entry: `export { ${start} } from '@autosave-kit/react'`,
    external: [...foreign, '@autosave-kit/core'],
  },
  {
    name: 'react, all of it',
    entry: `export * from '@autosave-kit/react'`,
    external: [...foreign, '@autosave-kit/core'],
    withLateParts: true,
  },
]

/** How Vite fetches late parts is code of the app's, there once however many parts it has. @type {import('vite').Plugin} */
const withoutLoader = {
  name: 'without-loader',
  enforce: 'pre',
  load: (id) => (id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = (load) => load()' : undefined),
}

/**
 * A file and all that it imports at once: what a page waits for.
 *
 * @template {{ readonly fileName: string, readonly imports: readonly string[] }} TFile
 * @param {TFile | undefined} entry
 * @param {readonly TFile[]} files
 * @returns {readonly TFile[]}
 */
function withImports(entry, files) {
  const found = new Set(entry === undefined ? [] : [entry])
  for (const { imports } of found) {
    for (const file of files) if (imports.includes(file.fileName)) found.add(file)
  }
  return [...found]
}

/** @param {Part} part */
async function sizeOf({ entry, external, withLateParts = false }) {
  const folder = mkdtempSync(join(tmpdir(), 'autosave-kit-size-'))
  try {
    const input = join(folder, 'app.js')
    writeFileSync(input, entry)
    const output = await build({
      configFile: false,
      root: folder,
      // The directive for servers has nothing to say in a page's own bundle, and the bundler says so.
      logLevel: 'error',
      define: { 'process.env.NODE_ENV': '"production"' },
      plugins: [withoutLoader],
      resolve: {
        conditions: ['@autosave-kit/source', 'module', 'browser', 'production'],
        alias: {
          '@autosave-kit/react': join(root, 'packages/react/src/index.ts'),
          ...(external.includes('@autosave-kit/core')
            ? {}
            : { '@autosave-kit/core': join(root, 'packages/core/src/index.ts') }),
        },
      },
      build: {
        write: false,
        minify: true,
        target: 'es2022',
        // As in an app: what late parts share with the start stays in its file.
        rollupOptions: { input, external, preserveEntrySignatures: 'allow-extension' },
      },
    })
    const chunks = [output].flat().flatMap((result) => ('output' in result ? result.output : []))
    const files = chunks.flatMap((chunk) => (chunk.type === 'chunk' ? [chunk] : []))
    const start = files.find(({ isEntry }) => isEntry)
    const loaded = withLateParts ? files : withImports(start, files)
    return loaded.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @returns {Promise<Record<string, number>>} Bytes, gzipped, by the name of the part. */
export async function measureSize() {
  const styles = gzipSync(await readFile(join(root, 'packages/react/src/styles.css')), { level: 9 }).length
  const sizes = await Promise.all(parts.map(async (part) => [part.name, await sizeOf(part)]))
  return { ...Object.fromEntries(sizes), 'styles.css': styles }
}
