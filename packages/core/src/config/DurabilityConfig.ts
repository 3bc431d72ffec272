/**
 * How sure a save is before it is called one. `relaxed`: the operating system has it, which survives every death of the
 * browser. `strict`: the medium has it, which survives a power cut too, and takes as long as the medium does.
 *
 * @public
 */
export interface DurabilityConfig {
  /**
   * Of saves that happen by themselves. Choose `strict` only where a power cut must cost nothing: each pause in typing
   * waits for the medium then.
   *
   * @defaultValue 'relaxed'
   */
  readonly autosave: 'relaxed' | 'strict'
  /**
   * Of saves that somebody asked for: `immediateSave`, `restoreRevision`. Choose `relaxed` where Save now must be quick
   * on slow media.
   *
   * @defaultValue 'strict'
   */
  readonly manual: 'relaxed' | 'strict'
  /**
   * While something was saved `relaxed` only, the medium is asked to have all of it this often, in ms, and whenever the
   * page is hidden: the most that a power cut can take. 0 never asks.
   * Choose the most work, in ms, that a power cut may cost; below some seconds it costs battery.
   *
   * @defaultValue 45000
   */
  readonly strictIntervalMs: number
}

export const defaultDurability: DurabilityConfig = {
  autosave: 'relaxed',
  manual: 'strict',
  // DURABILITY.md, fact 5: between half a minute and a minute.
  strictIntervalMs: 45_000,
}
