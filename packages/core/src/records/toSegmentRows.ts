import { PayloadPage, recordByteLength } from './PayloadPage.ts'
import { contentChecksum, rowChecksum } from './rowChecksum.ts'
import { ROW_FORMAT, type SegmentHeader, type SegmentRow } from './SegmentRow.ts'
import type { SegmentContent } from './StateRecord.ts'

/** Records and removals by the revision that made them. */
export interface OriginContent extends SegmentContent {
  readonly origin: number
}

/**
 * Bytes of payload and binaries per row. A row costs 0.15 to 0.2 ms whatever its size, so thousands of records want few
 * rows; but Chromium keeps a value above 64 KiB, header included, in a file of its own, and such a file can go missing.
 */
const PAGE_BYTES = 63_000

/** Ids in one line: a line is never cut, so that a great many must not be one. */
const REMOVED_PER_LINE = 4_096

/** The rows that a commit stores. */
export function toSegmentRows(header: SegmentHeader, content: SegmentContent): SegmentRow[] {
  return finish(segmentSteps(header, content))
}

/** The same in steps, one for each row, for whoever must not block the page. */
export function segmentSteps(header: SegmentHeader, content: SegmentContent): Generator<void, SegmentRow[]> {
  return rowSteps(header, cutPages(header.revision, [{ ...content, origin: header.revision }]))
}

/** The rows of a compaction: what is carried on, and what was decided. */
export function toCompactionRows(
  header: SegmentHeader,
  contents: readonly OriginContent[],
  decisions: string | undefined,
): SegmentRow[] {
  return finish(rowSteps(header, cutPages(header.revision, contents, decisions)))
}

interface Page {
  readonly content: Pick<SegmentRow, 'payload' | 'binaries'>
  readonly checksum: number
}

function* rowSteps(header: SegmentHeader, pages: Iterable<Page>): Generator<void, SegmentRow[]> {
  const done: Page[] = []
  for (const page of pages) {
    done.push(page)
    yield
  }
  return done.map(({ content, checksum }, part) => {
    const frame = { ...header, part, partCount: done.length, format: ROW_FORMAT }
    return { ...frame, ...content, checksum: rowChecksum(frame, checksum) }
  })
}

function* cutPages(revision: number, contents: readonly OriginContent[], decisions?: string): Generator<Page> {
  let page = new PayloadPage(revision)
  if (decisions !== undefined) page.addDecisions(decisions)
  for (const { origin, records, removedIds } of contents) {
    for (const record of records) {
      const byteLength = recordByteLength(record)
      if (page.byteLength > 0 && page.byteLength + byteLength > PAGE_BYTES) {
        yield toPage(page)
        page = new PayloadPage(revision)
      }
      page.addRecord(record, origin, byteLength)
    }
    const ids = removedIds.toSorted((a, b) => a - b)
    for (let start = 0; start < ids.length; start += REMOVED_PER_LINE) {
      if (page.byteLength > PAGE_BYTES / 2) {
        yield toPage(page)
        page = new PayloadPage(revision)
      }
      page.addRemoved(ids.slice(start, start + REMOVED_PER_LINE), origin)
    }
  }
  // A checkpoint without changes is a row all the same.
  yield toPage(page)
}

function toPage(page: PayloadPage): Page {
  const { binaries } = page
  const payload = page.toPayload()
  const content = binaries.length === 0 ? { payload } : { payload, binaries }
  return { content, checksum: contentChecksum(payload, binaries) }
}

function finish<TResult>(steps: Generator<void, TResult>): TResult {
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}
