import type { AutoSaveConfig } from '../config/AutoSaveConfig.ts'
import { isBlob, readBinary } from '../records/binaryValue.ts'
import { containerKind, isTemporary } from '../records/stateRules.ts'
import { EncodingRules } from './EncodingRules.ts'

/** Whether a value at a place of the state is never stored: by rule, or because it cannot be. */
export function leftOutRule(config: AutoSaveConfig): (value: unknown, path: readonly string[]) => boolean {
  const { matcher } = EncodingRules.of(config)
  return (value, path) => {
    if (isTemporary(value) || !isStorable(value, config.attachments === 'store')) return true
    let place = matcher
    for (const name of path) {
      if (place === 'excluded') return true
      place = place.member(name)
    }
    return place === 'excluded' || (place.isPassage && containerKind(value) === undefined)
  }
}

function isStorable(value: unknown, withFiles: boolean): boolean {
  if (typeof value !== 'object' || value === null || value instanceof Date) return true
  return containerKind(value) !== undefined || readBinary(value) !== undefined || (withFiles && isBlob(value))
}
