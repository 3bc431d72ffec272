/** The language the page says it is written in, else the browser's: times should read like the words around them. */
export function pageLocale(): string | undefined {
  const language = typeof document === 'undefined' ? '' : document.documentElement.lang
  try {
    return Intl.getCanonicalLocales(language)[0]
  } catch {
    return undefined
  }
}
