/** `"3-5,9"` back to `[3, 4, 5, 9]`. */
export function parseIdRuns(text: string): number[] {
  const ids: number[] = []
  for (const run of text.split(',')) {
    const [first = '', last = first] = run.split('-')
    for (let id = Number(first); id <= Number(last); id += 1) ids.push(id)
  }
  return ids
}
