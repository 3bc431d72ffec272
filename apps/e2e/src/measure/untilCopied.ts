import type { Page } from 'playwright'

/** Waits until the second copy in OPFS holds these words (ASCII: they stand there as they are). */
export async function untilCopied(page: Page, words: string): Promise<void> {
  await page.waitForFunction(
    async (expected) => {
      const texts: string[] = []
      const read = async (folder: FileSystemDirectoryHandle): Promise<void> => {
        for await (const entry of folder.values()) {
          if (entry.kind === 'directory') await read(entry)
          // A file that is just being written to cannot be read for a moment.
          else texts.push(await (await entry.getFile()).text().catch(() => ''))
        }
      }
      await read(await navigator.storage.getDirectory())
      return texts.some((text) => text.includes(expected))
    },
    words,
    { polling: 100 },
  )
}
