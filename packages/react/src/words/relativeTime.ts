const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** How long ago, in the words of a language: "2 min ago", "yesterday". `undefined` within the first minute, which needs no number. */
export function relativeTime(at: number, now: number, locale?: string): string | undefined {
  const ageMs = now - at
  // A clock that was set back says nothing about when the save was.
  if (ageMs < MINUTE_MS) return undefined
  if (ageMs < HOUR_MS) return format(-Math.floor(ageMs / MINUTE_MS), 'minute', locale)
  if (ageMs < DAY_MS) return format(-Math.floor(ageMs / HOUR_MS), 'hour', locale)
  return format(-Math.floor(ageMs / DAY_MS), 'day', locale)
}

function format(value: number, unit: Intl.RelativeTimeFormatUnit, locale?: string): string {
  const words = new Intl.RelativeTimeFormat(locale, { style: 'short', numeric: 'auto' }).format(value, unit)
  // The short style abbreviates with a point ("2 min. ago"), which reads as the end of a sentence.
  return words.replace(/\.(?=\s)/g, '')
}

/** How long until `relativeTime` may say something else. */
export function relativeTimeChangesInMs(at: number, now: number): number {
  const ageMs = Math.max(0, now - at)
  const step = ageMs < HOUR_MS ? MINUTE_MS : HOUR_MS
  return step - (ageMs % step)
}
