// Checks the arrows of .dependency-cruiser.mjs. Called by scripts/check.mjs.
import { existsSync } from 'node:fs'
import { cruise } from 'dependency-cruiser'
import configuration from '../.dependency-cruiser.mjs'

const folders = ['packages', 'apps'].filter((folder) => existsSync(folder))
const { forbidden = [], options = {} } = configuration
const { output } = await cruise(
  folders,
  { ...options, ruleSet: { forbidden }, validate: true },
  options.enhancedResolveOptions,
)
if (typeof output === 'string') throw new Error('dependency-cruiser answered with text where its result was expected.')

const { totalCruised, totalDependenciesCruised, violations } = output.summary
const sources = output.modules.filter(({ source }) => /^(packages|apps)\/[^/]+\/src\/.*\.tsx?$/.test(source))
for (const { from, to, rule } of violations) {
  const reason = forbidden.find(({ name }) => name === rule.name)?.comment ?? ''
  console.error(`${from} → ${to}\n  ${rule.name}: ${reason}`)
}
console.log(
  `${sources.length} sources, ${totalCruised} modules, ${totalDependenciesCruised ?? 0} imports, ${violations.length} wrong arrows`,
)
// With a TypeScript whose classic API is missing (7), dependency-cruiser sees no file at all and passes.
if (sources.length === 0) console.error('No TypeScript source was seen: the check would pass whatever is wrong.')
process.exitCode = violations.length > 0 || sources.length === 0 ? 1 : 0
