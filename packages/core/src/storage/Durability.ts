/**
 * Where what is called saved really is: in the database, in a smaller store that stands in for it, or only in this page.
 *
 * @public
 */
export type Durability = 'disk' | 'fallback' | 'memory'

/**
 * Where what was read came from: a store, or the second copy of a session that the store had lost. `unreachable`: a store
 * that may hold more, or all of it, could not be read; what was found is what a smaller one holds.
 *
 * @public
 */
export type ReadSource = Durability | 'lifeboat' | 'unreachable'

/** Where what was read is now: what a second copy gave back has been stored again. */
export function durabilityOf(source: ReadSource): Durability {
  if (source === 'unreachable') return 'fallback'
  return source === 'lifeboat' ? 'disk' : source
}
