export interface ClockTimeOptions {
  readonly locale: string | undefined
  /** @defaultValue the present */
  readonly now?: number
  readonly hasSeconds?: boolean
}

/** A moment as a person would say it: the time alone today, with its day before that. */
export function clockTime(at: number, { locale, now = Date.now(), hasSeconds = false }: ClockTimeOptions): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString()
  const day: Intl.DateTimeFormatOptions = isToday ? {} : { day: 'numeric', month: 'short' }
  const seconds: Intl.DateTimeFormatOptions = hasSeconds ? { second: '2-digit' } : {}
  return new Intl.DateTimeFormat(locale, { ...day, hour: 'numeric', minute: '2-digit', ...seconds }).format(at)
}
