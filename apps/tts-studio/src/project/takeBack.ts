import type { Chunk, Project } from './Project.ts'

/** What one step did: the project before it and after it. Both share all that the step did not touch. */
export interface Step {
  readonly label: string
  readonly before: Project
  readonly after: Project
}

/**
 * Takes one step back in a project that may have moved on since: speech that arrived, or words typed elsewhere, stay.
 * Only what the step itself changed (found by identity) becomes what it was before.
 */
export function takeBack(current: Project, { before, after }: Step): Project {
  const keep = <Key extends keyof Project>(key: Key): Project[Key] =>
    before[key] === after[key] ? current[key] : before[key]
  return {
    title: keep('title'),
    source: keep('source'),
    voice: keep('voice'),
    parameters: keep('parameters'),
    chunks:
      before.chunks === after.chunks ? current.chunks : takeBackChunks(current.chunks, before.chunks, after.chunks),
  }
}

function takeBackChunks(
  current: readonly Chunk[],
  before: readonly Chunk[],
  after: readonly Chunk[],
): readonly Chunk[] {
  const untouched = new Set(after)
  const currentById = new Map(current.map((chunk) => [chunk.id, chunk]))
  return before.map((chunk) => (untouched.has(chunk) ? (currentById.get(chunk.id) ?? chunk) : chunk))
}
