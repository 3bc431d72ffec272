import type { AutoSaveErrorCode, SaveSnapshot } from '@autosave-kit/core'

/** Why saved work was not opened. */
export type Refusal = 'newer' | 'notOpened'

const refusals: Partial<Record<AutoSaveErrorCode, Refusal>> = {
  SCHEMA_NEWER: 'newer',
  MIGRATION_FAILED: 'notOpened',
  VALIDATION_FAILED: 'notOpened',
}

/** `undefined` where work was opened, or there is hope that it will be. */
export function refusalOf({ restored, error }: SaveSnapshot): Refusal | undefined {
  return restored === undefined && error !== undefined ? refusals[error.code] : undefined
}
