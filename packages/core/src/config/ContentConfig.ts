/** Takes the part of a state that is worth saving. @public */
export type Selector<TState> = {
  // A method, so that options for one kind of state pass where any options do.
  select(state: TState): unknown
}['select']

/** What of a state is stored. Never stored, whatever these say: functions, symbols, DOM nodes, `blob:` addresses. @public */
export interface ContentConfig<TState = unknown> {
  /**
   * Paths to leave out, with all that lies below them: `"preview"`, `"chunks.*.audio"`, `"**.isOpen"`. Dots separate,
   * `*` is any one step, `**` any number of steps, an array element its index; a dot, star, bracket or backslash that
   * belongs to a name has a backslash before it. An array element that is left out keeps its place.
   * Choose what can be made again, and what must not stay on this device. With `select`, paths begin in what it returns.
   *
   * @defaultValue []
   */
  readonly exclude: readonly string[]
  /**
   * Paths to keep, out of what `exclude` and `secrets` leave out. Where several paths speak for a place the most specific
   * decides, and between equals this one. A secret comes back only by a path that names it (`"login.token"`,
   * `"words.*.token"`, `"vault.**"`), not by one that names what it lies in.
   *
   * @defaultValue []
   */
  readonly include: readonly string[]
  /**
   * Whether members of objects and maps whose names look like a secret (`password`, `apiKey`, `accessToken`, `cvv`, …) are
   * left out, at any depth. Choose `'store'` only for an app whose own words these are (a parser's `token`); for one or
   * two of them, `include` is the smaller hole.
   *
   * @defaultValue 'exclude'
   */
  readonly secrets: 'exclude' | 'store'
  /**
   * Whether `File` and `Blob` objects are left out or stored, and come back as the same kind with name and type.
   * Choose `'store'` when people could not pick the file again, and what they pick fits this device.
   *
   * @defaultValue 'exclude'
   */
  readonly attachments: 'exclude' | 'store'
  /**
   * Takes what is worth saving out of a state; called once for each commit. It should hand on the state's own objects
   * (`({ title, chunks }) => ({ title, chunks })`), since what is the same object as before costs nothing to save.
   * `restore` answers with what it returned: lay that over the state the app begins with.
   *
   * @defaultValue none: the whole state is saved
   */
  readonly select: Selector<TState> | undefined
  /**
   * How a change is found. `'identity'`: an object that is the same (`===`) as at the last commit has not changed; costs
   * what changed. `'deep'`: every value is looked at in each commit; costs what there is. Choose `'deep'` only when the app
   * changes its objects in place, since by identity such changes are not seen.
   *
   * @defaultValue 'identity'
   */
  readonly compare: 'identity' | 'deep'
}

export const defaultContent: ContentConfig = {
  exclude: [],
  include: [],
  secrets: 'exclude',
  attachments: 'exclude',
  select: undefined,
  compare: 'identity',
}
