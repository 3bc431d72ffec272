/** How tabs know of each other. @public */
export interface TabsConfig {
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
  // One small row each: noticed within a minute and a half, and nothing on anybody's battery.
  heartbeatIntervalMs: 30_000,
}
