import type { GrowthFigures } from './measureGrowth.ts'
import type { MonitoringFigures } from './measureMonitoring.ts'
import type { LargeFigures } from './measureLarge.ts'
import type { KeystrokeFigures } from './measureKeystroke.ts'

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

export function monitoringReport({ plainMs, measuredMs, toldMs, typing }: MonitoringFigures): string {
  const cost = table(
    ['one edit', 'main thread', 'beyond the save'],
    [
      ['saved, nothing else', ms(plainMs), ''],
      ['measured', ms(measuredMs), ms(measuredMs - plainMs)],
      ['live queries told', ms(toldMs), ms(toldMs - plainMs)],
    ],
  )
  const heads = [
    'crashWindowMs',
    'states',
    'saves',
    'avoided',
    'bytes',
    'not written',
    'p50',
    'p95',
    'p99',
    'page felt',
  ]
  const lines = typing.map(({ crashWindowMs, states, metrics }) => [
    String(crashWindowMs),
    String(states),
    String(metrics.totalSaves),
    percent(metrics.savesAvoided / states),
    metrics.bytesWritten.toLocaleString('en'),
    percent(metrics.payloadReduction),
    ms(metrics.saveTime.p50),
    ms(metrics.saveTime.p95),
    ms(metrics.saveTime.p99),
    ms(metrics.mainThreadTime.average),
  ])
  return `${cost}\n\n${table(heads, lines)}`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

export function keystrokeReport(figures: readonly KeystrokeFigures[]): string {
  const heads = [
    'state',
    'its MB',
    'scheduleSave, µs',
    'p99',
    'bytes it allocates',
    'MB beside it, just saved',
    'copied',
    'restored',
  ]
  const lines = figures.map((one) => [
    one.state,
    megabytes(one.stateBytes),
    one.medianUs.toFixed(1),
    one.p99Us.toFixed(1),
    one.allocated.toFixed(0),
    megabytes(one.justSavedBytes),
    megabytes(one.savedBytes),
    megabytes(one.restoredBytes),
  ])
  return table(heads, lines)
}

function table(heads: readonly string[], lines: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...lines.map(line)].join('\n')
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(2)
}

function ms(value: number): string {
  if (value >= 10) return value.toFixed(0)
  return value >= 0.1 ? value.toFixed(1 + Number(value < 1)) : value.toFixed(4)
}

function ratio(one: number, other: number): string {
  return (one / other).toFixed(2)
}
