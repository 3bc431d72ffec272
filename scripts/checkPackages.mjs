// Packs each package as it would be published, and checks what its users would get. Called by scripts/check.mjs.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, runCommand } from './runCommand.mjs'

/** @param {string} name Folder under packages/. */
async function checkPackage(name) {
  const cwd = join(root, 'packages', name)
  const folder = mkdtempSync(join(tmpdir(), 'autosave-kit-pack-'))
  try {
    const packed = await runCommand(`pnpm pack --pack-destination ${folder}`, { cwd, isQuiet: true })
    const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'))
    if (packed.code !== 0 || tarball === undefined) return report(name, 'pnpm pack', packed)
    const file = join(folder, tarball)
    const lint = await runCommand(`publint run ${file} --strict`, { cwd, isQuiet: true })
    // Stylesheets have no types; every other entry must.
    const styles = Object.keys(exportsOf(cwd)).filter((entry) => entry.endsWith('.css'))
    const exclude = styles.length > 0 ? `--exclude-entrypoints ${styles.join(' ')}` : ''
    const types = await runCommand(`attw ${file} --profile esm-only --no-color ${exclude}`, { cwd, isQuiet: true })
    return report(name, 'publint', lint) && report(name, 'attw', types)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * @param {string} cwd
 * @returns {Record<string, unknown>}
 */
function exportsOf(cwd) {
  return JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8')).exports
}

/**
 * @param {string} name
 * @param {string} tool
 * @param {{ code: number, output: string }} result
 */
function report(name, tool, { code, output }) {
  if (code !== 0) console.error(`packages/${name}, ${tool}:\n${output}`)
  else console.log(`packages/${name}: ${tool} is content`)
  return code === 0
}

const build = await runCommand('turbo run build --filter=./packages/* --output-logs=errors-only', { isQuiet: true })
if (build.code !== 0) console.error(build.output)
const results = build.code === 0 ? await Promise.all(readdirSync(join(root, 'packages')).map(checkPackage)) : [false]
process.exitCode = results.every(Boolean) && results.length > 0 ? 0 : 1
