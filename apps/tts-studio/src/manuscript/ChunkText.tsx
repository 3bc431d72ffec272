/** A chunk's words, to read. `useChunkEvents` turns a click on them into a cursor. */
export function ChunkText({ text }: { text: string }) {
  return <p className="chunk-text">{text === '' ? <span className="chunk-empty">Empty chunk</span> : text}</p>
}
