/** Long enough for every browser to have begun the download. */
const FORGET_AFTER_MS = 60_000

/** Gives the person a file of their own. */
export function downloadFile(file: File): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = file.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), FORGET_AFTER_MS)
}
