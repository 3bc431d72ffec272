import type { GrowthFigures } from './measureGrowth.ts'
import type { LargeFigures } from './measureLarge.ts'

export function growthReport(figures: readonly GrowthFigures[]): string {
  const heads = [
    'state',
    'N',
    'rows',
    'bytes',
    'edit',
    'bare put',
    'its bytes',
    'edit : put',
    'scan',
    'first save',
    'slice',
  ]
  const lines = figures.map((one) => [
    one.shape,
    one.size.toLocaleString('en'),
    String(one.rows),
    one.bytes.toLocaleString('en'),
    ms(one.editMs),
    ms(one.putMs),
    one.putBytes.toLocaleString('en'),
    ratio(one.editMs, one.putMs),
    ms(one.scanMs),
    ms(one.firstSaveMs),
    ms(one.firstSliceMs),
  ])
  return table(heads, lines)
}

export function largeReport(figures: readonly LargeFigures[]): string {
  const heads = [
    'state',
    'step',
    'main thread',
    'one row',
    'ratio',
    'longest task',
    'one row',
    'total',
    'one row',
    'ratio',
  ]
  const lines = figures.map(({ state, step, kit, row }) => [
    state,
    step,
    ms(kit.cpuMs),
    ms(row.cpuMs),
    ratio(kit.cpuMs, row.cpuMs),
    ms(kit.longestMs),
    ms(row.longestMs),
    ms(kit.totalMs),
    ms(row.totalMs),
    ratio(kit.totalMs, row.totalMs),
  ])
  return table(heads, lines)
}

function table(heads: readonly string[], lines: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...lines.map(line)].join('\n')
}

function ms(value: number): string {
  if (value >= 10) return value.toFixed(0)
  return value >= 0.1 ? value.toFixed(1 + Number(value < 1)) : value.toFixed(4)
}

function ratio(one: number, other: number): string {
  return (one / other).toFixed(2)
}
