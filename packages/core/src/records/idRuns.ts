/** `[3, 4, 5, 9]` as `"3-5,9"`: ids are given out in order, so a list of thousands is a few characters. */
export function formatIdRuns(ids: readonly number[]): string {
  const runs: string[] = []
  for (let start = 0; start < ids.length;) {
    let end = start
    while (end + 1 < ids.length && ids[end + 1] === (ids[end] ?? 0) + 1) end += 1
    runs.push(start === end ? `${ids[start]}` : `${ids[start]}-${ids[end]}`)
    start = end + 1
  }
  return runs.join(',')
}

/** Short of what a number cannot hold any more. */
const ONE_ID = /^\d{1,15}$/

/** More ids than any session gives out: a damaged run must not be followed. */
const MAX_RUN_LENGTH = 10_000_000

/**
 * `"3-5,9"` back to `[3, 4, 5, 9]`.
 *
 * @throws TypeError when the text is not runs of ids.
 */
export function parseIdRuns(text: string): number[] {
  // Nearly all are of one id.
  if (ONE_ID.test(text)) return [Number(text)]
  const ids: number[] = []
  for (const run of text === '' ? [] : text.split(',')) {
    const [first = '', last = first] = run.split('-')
    const [start, end] = [Number(first), Number(last)]
    if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || first === '' || end - start > MAX_RUN_LENGTH) {
      throw new TypeError('not a run of ids')
    }
    for (let id = start; id <= end; id += 1) ids.push(id)
  }
  return ids
}
