// Checks names and texts of all files that are, or are about to be, in the repository. Called by scripts/check.mjs.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'

/** Names that say nothing about what is inside. */
const emptyName = /^(utils?|helpers?|commons?|types?|misc)(\.|$)/i

/** Generated or foreign text, where our rules of writing do not hold. */
const notOurs = /(^|\/)(pnpm-lock\.yaml|LICENSE)$/

/** What must not be written down, cut in two so that this file passes itself. */
const forbiddenTexts = [
  {
    pattern: new RegExp(`(^|[\\s"'\`(=:])/(wor${'k'}|roo${'t'}|home/[a-z]+|Users/[A-Za-z]+)/`),
    reason: 'a path of one machine',
  },
  { pattern: new RegExp(`(^|[\\s"'\`(=:])/tm${'p'}/`), reason: 'a path of one machine: use os.tmpdir()' },
  {
    // A page about a package is no registry; a host that is only a number is one, or another machine of somebody's.
    pattern: new RegExp(
      `https?://([\\w.-]*(registry${'.'}|verdaccio|artifactory|nexus)|(?!127\\.)\\d+\\.\\d+\\.)`,
      'i',
    ),
    reason: 'a registry host',
  },
  { pattern: new RegExp(`(eslint|oxlint)-${'disable'}|@ts-${'(ignore|nocheck)'}`), reason: 'a check switched off' },
  { pattern: new RegExp(`\\b(TO${'DO'}|FIX${'ME'})\\b`), reason: 'a note for later: file an issue' },
]

/** In the lock file only hosts and paths matter: it must install from anywhere. */
const lockTexts = [{ pattern: /https?:\/\/|tarball:/, reason: 'a registry host' }]

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => file !== '' && existsSync(file) && statSync(file).isFile())

/** @param {string} file */
function problemsOf(file) {
  const names = file.split('/').filter((part) => emptyName.test(part))
  const problems = names.map(
    (name) => `${file}: "${name}" says nothing about what is inside; name it after its main export`,
  )
  const text = readFileSync(file, 'utf8')
  if (text.includes('\0')) return problems
  const rules = basename(file) === 'pnpm-lock.yaml' ? lockTexts : notOurs.test(file) ? [] : forbiddenTexts
  text.split('\n').forEach((line, index) => {
    for (const { pattern, reason } of rules) if (pattern.test(line)) problems.push(`${file}:${index + 1}: ${reason}`)
  })
  return problems
}

const problems = files.flatMap(problemsOf)
for (const problem of problems) console.error(problem)
console.log(`${files.length} files, ${problems.length} problems`)
process.exitCode = problems.length > 0 || files.length === 0 ? 1 : 0
