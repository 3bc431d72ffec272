import type { Migration, SchemaConfig } from '../config/SchemaConfig.ts'
import type { SchemaResult, StandardSchema } from '../config/StandardSchema.ts'
import { copyState } from './copyState.ts'
import { migrationFailed, migrationMissing, schemaNewer, stateRefused, validationFailed } from './schemaErrors.ts'
import { shareUnchanged } from './shareUnchanged.ts'

/**
 * A restored state in the shape the app expects: through the migrations from `storedVersion` on, then past the schema.
 *
 * `stored` stays as it is: it is what the records are compared with, and a migration that changed it in place would
 * change nothing that a save could see. The app's functions get a copy, and what they left alone comes back as the very
 * objects of `stored`, so that the next save costs what they changed.
 *
 * @throws AutoSaveError `SCHEMA_NEWER`, `MIGRATION_FAILED` or `VALIDATION_FAILED`, with its cause.
 */
export async function bringUpToDate(stored: unknown, storedVersion: number, config: SchemaConfig): Promise<unknown> {
  const { schemaVersion, migrations, schema } = config
  if (storedVersion > schemaVersion) throw schemaNewer(storedVersion, schemaVersion)
  // Nothing is of every shape.
  if (stored === undefined) return undefined
  if (storedVersion === schemaVersion && schema === undefined) return stored
  let state = copyState(stored)
  for (let version = storedVersion + 1; version <= schemaVersion; version += 1) {
    const migration = migrations[version]
    if (migration === undefined) throw migrationMissing(storedVersion, version)
    state = await migrate(state, version, migration)
  }
  return shareUnchanged(stored, schema === undefined ? state : await validate(state, schema))
}

async function migrate(state: unknown, version: number, migration: Migration): Promise<unknown> {
  let migrated: unknown
  try {
    migrated = await migration(state)
  } catch (cause) {
    throw migrationFailed(version, cause)
  }
  // A migration that changes its copy in place and forgets to return it would leave the app with an empty page.
  if (migrated === undefined) throw migrationFailed(version, new TypeError('The migration returned undefined.'))
  return migrated
}

async function validate(state: unknown, schema: StandardSchema): Promise<unknown> {
  let result: SchemaResult
  try {
    result = await schema['~standard'].validate(state)
  } catch (cause) {
    throw validationFailed(cause)
  }
  if (result.issues !== undefined) throw stateRefused(result.issues)
  return result.value
}
