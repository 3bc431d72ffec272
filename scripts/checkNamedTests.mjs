// Checks that every test that a document names is there: [`file.test.ts`](path): “describe and test”. Called by scripts/check.mjs.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { root } from './runCommand.mjs'

/** A link to a test file; what is named of it follows, up to the next link or the end of the cell. */
const link = /\]\(([^)\s]+\.test\.tsx?)\)([^|[\n]*)/g
const sentence = /“([^”]+)”/g
const title = /\b(?:it|test|describe)\b[^'"`\n]{0,60}\(\s*(['"`])((?:\\.|(?!\1)[^\\])+)\1/g

/** @param {string} text */
const escaped = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * What a test file calls its tests: each title alone, and each behind each other, as a describe stands before its tests.
 *
 * @param {string} path
 */
function readTitles(path) {
  const titles = Array.from(readFileSync(path, 'utf8').matchAll(title), ([, , text = '']) =>
    // What is filled in when the test runs may be anything.
    text
      .replaceAll("\\'", "'")
      .split(/\$\{[^}]*\}|\$\w+/)
      .map(escaped)
      .join('.+'),
  )
  // A title that is filled in as a whole would fit everything.
  const any = titles.filter((pattern) => pattern !== '.+').join('|')
  return new RegExp(`^(?:(?:${any}) )?(?:${any})$`)
}

/** @param {string} document */
function problemsOf(document) {
  return Array.from(readFileSync(document, 'utf8').matchAll(link), ([, target = '', rest = '']) => {
    const path = join(dirname(document), target)
    if (!existsSync(path)) return [`${document}: ${target} is not there`]
    const titles = readTitles(path)
    const named = Array.from(rest.matchAll(sentence), ([, text = '']) => text)
    named.forEach(() => (count += 1))
    return named
      .filter((text) => !titles.test(text))
      .map((text) => `${document}: ${relative(root, path)} has no test “${text}”`)
  }).flat()
}

let count = 0
const documents = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  encoding: 'utf8',
})
const problems = documents
  .split('\n')
  .filter((file) => file !== '' && existsSync(file))
  .flatMap(problemsOf)
for (const problem of problems) console.error(problem)
console.log(`${count} tests are named in documents, ${problems.length} problems`)
process.exitCode = problems.length > 0 ? 1 : 0
