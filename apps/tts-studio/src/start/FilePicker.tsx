import type { Ref } from 'react'

interface FilePickerProps {
  readonly ref: Ref<HTMLInputElement>
  readonly onFile: (file: File) => void
}

/** The browser's own way to choose a file; a button elsewhere opens it. */
export function FilePicker({ ref, onFile }: FilePickerProps) {
  return (
    <input
      ref={ref}
      type="file"
      hidden
      aria-label="Text file"
      accept=".txt,.md,.markdown,.text,text/*"
      onChange={(event) => {
        const file = event.target.files?.[0]
        // The same file can be chosen again after it was mended.
        event.target.value = ''
        if (file !== undefined) onFile(file)
      }}
    />
  )
}
