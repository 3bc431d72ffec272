// Checks that links between the repository's own pages lead somewhere, and that every error code has its place in docs/errors.md.
// Called by scripts/check.mjs.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './runCommand.mjs'

const pages = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md', '*.mdx'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((page) => page !== '' && existsSync(join(root, page)))

/** As GitHub makes the anchor of a heading. @param {string} heading */
const anchorOf = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')

/** @param {string} page */
const anchorsOf = (page) =>
  Array.from(readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm), ([, heading = '']) => anchorOf(heading))

/** @param {string} page */
function brokenLinks(page) {
  const text = readFileSync(join(root, page), 'utf8').replace(/```[\s\S]*?```/g, '')
  return Array.from(text.matchAll(/\]\((?![a-z]+:)([^)#\s]*)(?:#([^)\s]*))?\)/g)).flatMap(([, path = '', anchor]) => {
    const target = path === '' ? join(root, page) : join(root, dirname(page), path)
    if (!existsSync(target)) return [`${page}: ${path} is not there`]
    if (anchor === undefined || !target.endsWith('.md') || anchorsOf(target).includes(anchor)) return []
    return [`${page}: ${path} has no heading #${anchor}`]
  })
}

const source = readFileSync(join(root, 'packages/core/src/errors/AutoSaveError.ts'), 'utf8')
const codes = Array.from(source.matchAll(/^ {2}\| '([A-Z_]+)'$/gm), ([, code = '']) => code)
const retryable = /const RETRYABLE[\s\S]*?\]\)/.exec(source)?.[0] ?? ''
/** Each code has a heading, which says whether the engine goes on trying. */
const expected = codes.map((code) => `### \`${code}\`${retryable.includes(`'${code}'`) ? ' (tried again)' : ''}`)
const headings = Array.from(readFileSync(join(root, 'docs/errors.md'), 'utf8').matchAll(/^### .+$/gm), ([line]) => line)
const problems = [
  ...pages.flatMap(brokenLinks),
  ...expected
    .filter((heading) => !headings.includes(heading))
    .map((heading) => `docs/errors.md: no heading ${heading}`),
  ...headings
    .filter((heading) => !expected.includes(heading))
    .map((heading) => `docs/errors.md: no such error ${heading}`),
]
for (const problem of problems) console.error(problem)
console.log(`${pages.length} pages, ${codes.length} error codes, ${problems.length} problems`)
process.exitCode = problems.length > 0 || codes.length === 0 ? 1 : 0
