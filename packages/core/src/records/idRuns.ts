/**
 * Order lists as runs: `3, 4, 5, 9` is `"3-5,9"`.
 *
 * Ids are given out in order, so a book of thousands of chunks is one run, and moving one chunk costs a few characters, not a list of thousands.
 */
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

export function parseIdRuns(text: string): number[] {
  const ids: number[] = []
  for (const run of text === '' ? [] : text.split(',')) {
    const [first = '', last = first] = run.split('-')
    for (let id = Number(first); id <= Number(last); id += 1) ids.push(id)
  }
  return ids
}
