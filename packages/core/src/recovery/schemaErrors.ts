import type { SchemaIssue } from '../config/StandardSchema.ts'
import { AutoSaveError } from '../errors/AutoSaveError.ts'

/** The worst that can be thought of after each of these is that the work is gone. It is not. */
const why = 'The saved work stays stored as it is, and nothing is written over it.'

export function schemaNewer(storedVersion: number, schemaVersion: number): AutoSaveError {
  return new AutoSaveError('SCHEMA_NEWER', {
    what: `This work was saved by a newer app (schema version ${storedVersion}; this app has ${schemaVersion}).`,
    why,
    fix: 'Load the newest app; a reload usually does.',
  })
}

export function migrationMissing(storedVersion: number, version: number): AutoSaveError {
  return new AutoSaveError('MIGRATION_FAILED', {
    what: `This work was saved with schema version ${storedVersion}, and there is no migration to version ${version}.`,
    why,
    fix: `Give the option migrations a function under ${version}; (state) => state where the shape has not changed.`,
  })
}

export function migrationFailed(version: number, cause: unknown): AutoSaveError {
  return new AutoSaveError('MIGRATION_FAILED', {
    what: `The migration to schema version ${version} failed.`,
    why,
    fix: 'Repair the migration (the cause says what it met); a reload tries it again.',
    cause,
  })
}

export function validationFailed(cause: unknown): AutoSaveError {
  return new AutoSaveError('VALIDATION_FAILED', {
    what: 'The schema failed while it checked the saved work.',
    why,
    fix: 'Repair the schema (the cause says what it met); a reload tries it again.',
    cause,
  })
}

const NAMED_PLACES = 3

/** Names places, never values: messages go to logs, and what a schema says of a value often quotes it. That is in the cause. */
export function stateRefused(issues: readonly SchemaIssue[]): AutoSaveError {
  const places = [...new Set(issues.map(placeOf))]
  const more = places.length > NAMED_PLACES ? ` and ${places.length - NAMED_PLACES} more` : ''
  return new AutoSaveError('VALIDATION_FAILED', {
    what: `The saved work is not what the schema allows, at ${places.slice(0, NAMED_PLACES).join(', ')}${more}.`,
    why,
    fix: 'Add a migration from the shape that was saved, or widen the schema; a reload tries it again.',
    cause: issues,
  })
}

function placeOf({ path = [] }: SchemaIssue): string {
  const steps = path.map((step) => String(typeof step === 'object' ? step.key : step))
  return steps.length === 0 ? 'the top' : steps.join('.')
}
