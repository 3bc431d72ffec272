import type { AutoSaveConfig } from '../config/AutoSaveConfig.ts'
import { compileExclusions } from '../exclusion/compileExclusions.ts'
import type { PathMatcher } from '../exclusion/PathMatcher.ts'
import { checksum } from '../records/checksum.ts'

/** What of a state is stored, as the options say it now. */
export class EncodingRules {
  readonly matcher: PathMatcher | 'excluded'
  /** The same for the same rules: a session that was stored under others is walked once from end to end. */
  readonly fingerprint: number

  private constructor(config: AutoSaveConfig) {
    const { exclude, include, secrets, attachments } = config
    this.matcher = compileExclusions({ exclude, include, secrets }).root
    this.fingerprint = checksum(JSON.stringify([exclude, include, secrets, attachments]))
  }

  static readonly #byConfig = new WeakMap<AutoSaveConfig, EncodingRules>()

  static of(config: AutoSaveConfig): EncodingRules {
    let rules = EncodingRules.#byConfig.get(config)
    if (rules === undefined) {
      rules = new EncodingRules(config)
      EncodingRules.#byConfig.set(config, rules)
    }
    return rules
  }
}
