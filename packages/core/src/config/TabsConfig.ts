/** What several tabs on one session are to each other. See `TabsConfig.tabs`. @public */
export type TabsMode = 'merge' | 'single-writer' | 'separate'

/** How tabs know of each other. @public */
export interface TabsConfig {
  /**
   * What becomes of a session that is open in several tabs.
   *
   * - `merge`: all of them write, and each sees what the others do. Choose it unless there is a reason not to.
   * - `single-writer`: the first one writes. The others see what it does, hold what is typed in them, and can take the session
   *   over (`takeOver`). When the writer's tab goes, the next one writes by itself. Choose it where two people's or two
   *   windows' changes make no sense together, like the moves of a game.
   * - `separate`: each tab has a session of its own, and finds it again when it is reloaded. Choose it where a second tab is a
   *   second thing, like another message being written. It counts from when a manager is made.
   *
   * @defaultValue 'merge'
   */
  readonly tabs: TabsMode
  /**
   * Time between two signs of life of a tab, in ms; at least 1000. They say when a tab was last there, and notice a
   * storage that has stopped working: three that cannot be stored in a row save what is unsaved at once. Choose lower to
   * notice sooner, higher to write less. Whether a tab lives is asked of the browser's lock manager, not of these.
   *
   * @defaultValue 30000
   */
  readonly heartbeatIntervalMs: number
}

export const defaultTabs: TabsConfig = {
  // Nothing is ever held back, and nothing asks anybody anything unless both changed the same place.
  tabs: 'merge',
  // One small row each: noticed within a minute and a half, and nothing on anybody's battery.
  heartbeatIntervalMs: 30_000,
}
