import { useRef, useState } from 'react'
import { useRegistry } from '../provider/RegistryContext.ts'
import { downloadCopy } from '../session/downloadCopy.ts'
import { downloadFile } from '../session/downloadFile.ts'
import { problemText } from '../words/problemText.ts'
import type { AutoSaveSettingsLabels } from './autoSaveSettingsLabels.ts'

interface BackupButtonsProps {
  readonly id: string | undefined
  readonly labels: AutoSaveSettingsLabels
  readonly onImported: ((id: string) => void) | undefined
}

/** The work as a file: to read, to keep, and to bring back from one. */
export function BackupButtons({ id, labels, onImported }: BackupButtonsProps) {
  const registry = useRegistry()
  const [outcome, setOutcome] = useState('')
  const tell = (what: string) => (error: unknown) => setOutcome(problemText(what, labels.causes, error))
  const onExport = (): void => {
    setOutcome('')
    for (const session of registry.getSessions(id))
      registry.service.exportSession(session.id).then(downloadFile, tell(labels.notExported))
  }
  const onPick = (file: File): void => {
    registry.service.importSession(file).then((imported) => {
      setOutcome(labels.imported(imported.title ?? imported.id))
      onImported?.(imported.id)
    }, tell(labels.notImported))
  }
  return (
    <div className="autosave-panel-actions">
      <button type="button" className="autosave-button" onClick={onExport}>
        {labels.exportBackup}
      </button>
      <FilePicker label={labels.importBackup} onPick={onPick} />
      <button type="button" className="autosave-button" onClick={() => downloadCopy(registry.getSessions(id))}>
        {labels.download}
      </button>
      <output className="autosave-history-text">{outcome}</output>
    </div>
  )
}

interface FilePickerProps {
  readonly label: string
  readonly onPick: (file: File) => void
}

/** A button like the others; the browser's own one has words of its own. */
function FilePicker({ label, onPick }: FilePickerProps) {
  const picker = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className="autosave-button" onClick={() => picker.current?.click()}>
        {label}
      </button>
      <input
        ref={picker}
        type="file"
        accept=".autosave"
        hidden
        aria-label={label}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file) onPick(file)
          // The same file, chosen again after it was mended, is another choice.
          target.value = ''
        }}
      />
    </>
  )
}
