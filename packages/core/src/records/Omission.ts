/** Why a member is not stored. */
export class Omission {
  /** Whether it is worth a word: what lives only as long as the page is not. */
  readonly isSilent: boolean
  readonly isExcluded: boolean

  constructor(isSilent: boolean, isExcluded: boolean) {
    this.isSilent = isSilent
    this.isExcluded = isExcluded
  }
}

/** Functions, symbols, addresses of blobs, DOM nodes: never part of saved work. */
export const TEMPORARY = new Omission(true, true)
/** Left out by rule. */
export const EXCLUDED = new Omission(false, true)
/** It belongs to saved work and cannot be stored: that is said. */
export const REFUSED = new Omission(false, false)
