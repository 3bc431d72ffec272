import type { StandardSchema } from './StandardSchema.ts'

/** Takes a state from one version to the next; may change what it is given (a copy). @public */
export type Migration = {
  // A method, so that a migration may name the shape it expects.
  migrate(state: unknown): unknown
}['migrate']

/** The shape of the app's state, and how older shapes become it. @public */
export interface SchemaConfig {
  /**
   * Version of the state's shape; a positive whole number, stored with each commit. Raise it by one, and add a
   * migration, whenever a newer app could not read what an older one saved. Work saved by a newer version than this is
   * not opened (`SCHEMA_NEWER`): an old app would save it without what it does not know.
   *
   * @defaultValue 1
   */
  readonly schemaVersion: number
  /**
   * The steps from older shapes: `{ 2: fromOneToTwo, 3: fromTwoToThree }`, without a gap up to `schemaVersion`. A step may
   * be asynchronous. Keep each step as long as somebody may come back with work that old: without it, that work is not
   * opened (`MIGRATION_FAILED`), and stays stored as it is.
   *
   * @defaultValue {}
   */
  readonly migrations: Readonly<Record<number, Migration>>
  /**
   * Checks each restored state: any Standard Schema (Zod, Valibot, ArkType, …), synchronous or not. The app is given the
   * schema's output. What does not pass is not opened (`VALIDATION_FAILED`), and stays stored as it is.
   *
   * @defaultValue none: what was saved is taken at its word
   */
  readonly schema: StandardSchema | undefined
}

export const defaultSchema: SchemaConfig = { schemaVersion: 1, migrations: {}, schema: undefined }
