import { fingerprint } from './fingerprint.ts'
import type { PageLedger } from './PageLedger.ts'

/** What the disk holds, and who has written it. */
export interface Head {
  readonly print: string
  readonly owner: PageLedger | undefined
  readonly version: number
}

export const NOTHING: Head = { print: fingerprint(undefined), owner: undefined, version: 0 }

export interface FoundHead {
  readonly print: string
  readonly state: unknown
  readonly revision: number
}
