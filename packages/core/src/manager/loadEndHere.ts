import { loadPart } from '../environment/loadPart.ts'
import type * as Part from './endHere.ts'

const load = (): Promise<typeof Part> => import('./endHere.ts')

/** Of ending a session that is open: asked for by few, and late. */
export function loadEndHere(): Promise<typeof Part> {
  return loadPart(load)
}
