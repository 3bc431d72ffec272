import type { SegmentStorage } from '../../storage/SegmentStorage.ts'

/** What a session is called: as somebody has named it, or as it came. */
export async function titleOf(storage: SegmentStorage, sessionId: string): Promise<string | undefined> {
  const notes = await storage.book.notes()
  const named = notes.find(({ id: [kind, id] }) => kind === 'title' && id === sessionId)
  return named?.title ?? (await storage.readSession(sessionId))?.title
}
