/** The parts of a CPU profile that are used. */
export interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: CallFrame }[]
  readonly samples: readonly number[]
  /** Microseconds from one sample to the next. */
  readonly timeDeltas: readonly number[]
}

interface CallFrame {
  readonly functionName: string
  readonly url: string
  readonly lineNumber: number
}

const SHOWN = 25

/** Where the time went, by function, without what each calls. */
export function hotSpots(profile: CpuProfile): string {
  const names = new Map(profile.nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]))
  const spent = new Map<string, number>()
  for (const [index, id] of profile.samples.entries()) {
    const name = names.get(id) ?? 'unknown'
    spent.set(name, (spent.get(name) ?? 0) + (profile.timeDeltas[index] ?? 0) / 1_000)
  }
  const lines = Array.from(spent)
    .filter(([name]) => name !== '(idle)')
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, SHOWN)
  return lines.map(([name, ms]) => `${ms.toFixed(1).padStart(8)} ms  ${name}`).join('\n')
}

function nameOf({ functionName, url, lineNumber }: CallFrame): string {
  const name = functionName === '' ? 'anonymous' : functionName
  return url === '' ? name : `${name}  ${url.replace(/^.*\//, '')}:${lineNumber + 1}`
}
