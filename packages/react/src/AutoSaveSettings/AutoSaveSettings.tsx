import { defaultConfig, type AutoSaveConfig, type AutoSaveOptions } from '@autosave-kit/core'
import { useId, useState } from 'react'
import { useSaveStatus } from '../hooks/useSaveStatus.ts'
import { useStorageInfo } from '../hooks/useStorageInfo.ts'
import { useRegistry } from '../provider/RegistryContext.ts'
import { byteSize } from '../words/byteSize.ts'
import { usePageLocale } from '../words/usePageLocale.ts'
import { autoSaveSettingsLabels, type AutoSaveSettingsLabels } from './autoSaveSettingsLabels.ts'
import { BackupButtons } from './BackupButtons.tsx'
import { ClearData } from './ClearData.tsx'
import { SettingChoice } from './SettingChoice.tsx'

/** @public */
export interface AutoSaveSettingsProps {
  /** The session to turn off and on. Without it: all sessions in use on the service. */
  readonly id?: string | undefined
  /**
   * Told what the person chose, as options for the provider's `config`. They hold for this visit; an app that wants them to hold for the next one
   * keeps them where it keeps its other settings.
   */
  readonly onChange?: ((options: AutoSaveOptions) => void) | undefined
  /** A backup file was opened as a session of this id: show it, by rendering what calls `useAutoSave` with it. */
  readonly onImported?: ((id: string) => void) | undefined
  /**
   * The person has had everything deleted that the service keeps in this browser, and the components' sessions with it.
   *
   * @defaultValue reloads the page, which begins with nothing then
   */
  readonly onCleared?: (() => void) | undefined
  /** Words to use instead of the English ones. */
  readonly labels?: Partial<AutoSaveSettingsLabels> | undefined
  /**
   * Language of sizes, as a BCP 47 tag.
   *
   * @defaultValue the page's `lang`, else the browser's language
   */
  readonly locale?: string | undefined
  /** Added to the component's own class. */
  readonly className?: string | undefined
}

const SECONDS = [1, 2, 5, 15, 60]
const DAYS = [1, 7, 30, 365]
const DAY_MS = 24 * 60 * 60_000

/**
 * What a person may want to decide about saving: whether it happens by itself, how soon, how long versions are kept; how much room is used; and
 * a copy of the work as a file; and the way to have all of it deleted, which asks first and says what will be gone. The choices take effect at once, for all sessions of the service.
 *
 * @public
 */
export function AutoSaveSettings({
  id,
  onChange,
  onImported,
  onCleared,
  className = '',
  ...props
}: AutoSaveSettingsProps) {
  const registry = useRegistry()
  const labels = { ...autoSaveSettingsLabels, ...props.labels }
  const locale = usePageLocale(props.locale)
  const { pauseReasons } = useSaveStatus({ id })
  const [config, setConfig] = useState(() => registry.getSessions(id)[0]?.manager.config ?? defaultConfig)
  const switchId = useId()
  const isOn = !pauseReasons.includes('manual')
  const change = (options: AutoSaveOptions): void => {
    registry.service.updateGlobalConfig(options)
    setConfig(registry.getSessions(id)[0]?.manager.config ?? defaultConfig)
    onChange?.(options)
  }
  return (
    <section aria-label={labels.title} className={`autosave-settings ${className}`.trimEnd()}>
      <div className="autosave-setting">
        <label htmlFor={switchId}>{labels.autoSave}</label>
        <input
          id={switchId}
          type="checkbox"
          checked={isOn}
          onChange={() => (isOn ? registry.pause(id) : registry.resume(id))}
        />
      </div>
      {!isOn && <p className="autosave-history-text">{labels.offText}</p>}
      <Choices labels={labels} config={config} onChange={change} />
      <Room labels={labels} locale={locale} />
      <BackupButtons id={id} labels={labels} onImported={onImported} />
      <ClearData labels={labels} onCleared={onCleared} />
    </section>
  )
}

interface ChoicesProps {
  readonly labels: AutoSaveSettingsLabels
  readonly config: AutoSaveConfig
  readonly onChange: (options: AutoSaveOptions) => void
}

function Choices({ labels, config, onChange }: ChoicesProps) {
  return (
    <>
      <SettingChoice
        label={labels.interval}
        value={Math.round(config.debounceMs / 1000)}
        choices={SECONDS}
        words={labels.seconds}
        onChoose={(seconds) => onChange({ debounceMs: seconds * 1000 })}
      />
      <SettingChoice
        label={labels.keepVersions}
        value={Math.round(config.retention.maxAgeMs / DAY_MS)}
        choices={DAYS}
        words={labels.days}
        onChoose={(days) => onChange({ retention: { maxAgeMs: days * DAY_MS } })}
      />
    </>
  )
}

interface RoomProps {
  readonly labels: AutoSaveSettingsLabels
  readonly locale: string | undefined
}

function Room({ labels, locale }: RoomProps) {
  const { usage, quota } = useStorageInfo()
  if (usage === undefined || quota === undefined) return null
  return (
    <p className="autosave-setting">
      <span>{labels.used}</span>
      <span>{labels.usedText(byteSize(usage, locale), byteSize(Math.max(0, quota - usage), locale))}</span>
    </p>
  )
}
