/** A length of sound as people read it on a player: 0:07, 12:30, 1:02:03. */
export function formatTime(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const shown = parts[0] === 0 ? parts.slice(1) : parts
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':')
}

/** A length of time in words, rounded to what matters: "8 seconds", "5 minutes", "3.5 hours". */
export function formatLength(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 60) return count(Math.max(1, Math.round(seconds)), 'second')
  if (seconds < 90 * 60) return count(Math.round(seconds / 60), 'minute')
  return `${(Math.round(seconds / 1800) / 2).toLocaleString('en')} hours`
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
