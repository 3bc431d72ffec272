// `pnpm check`: everything that can be known without running the product. Reports all failures, not only the first.
import { existsSync, readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { readArguments } from './readArguments.mjs'
import { root, runCommand } from './runCommand.mjs'

const projects = ['packages', 'apps']
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
  .filter((folder) => existsSync(join(root, folder, 'tsconfig.json')))

/** The long ones first: they would otherwise run alone at the end. @type {readonly (readonly [string, string])[]} */
const checks = [
  ['packages as published', 'node scripts/checkPackages.mjs'],
  ['unused code', 'knip'],
  ['import arrows', 'node scripts/checkArrows.mjs'],
  ['lint', 'oxlint --type-aware packages apps scripts .storybook vitest.config.ts .dependency-cruiser.mjs'],
  ...projects.map((folder) => /** @type {const} */ ([`types of ${folder}`, `tsc -p ${folder}/tsconfig.json --noEmit`])),
  ['types of scripts and configs', 'tsc -p tsconfig.json'],
  ['format', 'oxfmt --check'],
  ['names and texts', 'node scripts/checkFiles.mjs'],
  ['tests named in documents', 'node scripts/checkNamedTests.mjs'],
  ['links and error codes', 'node scripts/checkDocs.mjs'],
]

readArguments('pnpm check', {})

/** @type {string[]} */
const failed = []
const waiting = [...checks]

async function work() {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [title, line] = next
    const start = performance.now()
    const { code, output } = await runCommand(line, { isQuiet: true })
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${title} (${seconds} s)`)
    if (code === 0) continue
    failed.push(title)
    console.log(`       ${line}\n${output.trim().replaceAll(/^/gm, '       ')}\n`)
  }
}

await Promise.all(Array.from({ length: Math.max(2, Math.min(4, availableParallelism())) }, work))
console.log(failed.length === 0 ? `All ${checks.length} checks passed.` : `Failed: ${failed.join(', ')}.`)
process.exitCode = failed.length === 0 ? 0 : 1
