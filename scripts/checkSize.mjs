// `pnpm test size`: what the kit adds to an app, against what was measured last, which stands in the README.
// `node scripts/checkSize.mjs --update` writes down what it measures now.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { measureSize } from './measureSize.mjs'
import { root } from './runCommand.mjs'

/** What a change may add without a word, as a share of what was measured. */
const SLACK = 0.02
/** One stylesheet, for everything there is. */
const STYLES_LIMIT = 6 * 1024

const readme = join(root, 'README.md')
const isUpdate = process.argv.includes('--update')

/** @param {number} bytes */
const inWords = (bytes) => `${(bytes / 1000).toFixed(1)} kB`

/** The line of the README that quotes a part, and the figure in it. @param {string} name */
const quote = (name) => new RegExp(`(\\| \`${name.replaceAll('.', '\\.')}\`[^|]*\\|[^|]*\\| +)(\\d+\\.\\d kB)`)

const sizes = await measureSize()
const before = readFileSync(readme, 'utf8')
let after = before
let isWrong = false
for (const [name, bytes] of Object.entries(sizes)) {
  const quoted = quote(name).exec(after)?.[2]
  after = after.replace(quote(name), `$1${inWords(bytes)}`)
  const limit = quoted === undefined ? 0 : Number.parseFloat(quoted) * 1000 * (1 + SLACK)
  const isOver = bytes > limit || (name === 'styles.css' && bytes > STYLES_LIMIT)
  console.log(`${isOver ? 'OVER' : 'ok  '} ${name}: ${inWords(bytes)} gzipped; the README says ${quoted ?? 'nothing'}`)
  isWrong ||= isOver
}
if (isUpdate) writeFileSync(readme, after)
else if (isWrong) console.error('If it is worth it, run: node scripts/checkSize.mjs --update')
process.exitCode = isWrong && !isUpdate ? 1 : 0
