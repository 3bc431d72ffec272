import { useCallback, useSyncExternalStore } from 'react'
import { useLiveRegion } from '../announce/useLiveRegion.ts'
import { useRegistry } from '../provider/RegistryContext.ts'
import type { SessionRegistry } from '../session/SessionRegistry.ts'
import { saveNowLabels, type SaveNowLabels } from './saveNowLabels.ts'
import { useSaveNow } from './useSaveNow.ts'
import { useSaveShortcut } from './useSaveShortcut.ts'
import { useShortcutHint } from './useShortcutHint.ts'

/** @public */
export interface SaveNowButtonProps {
  /** The session to save. Without it: all sessions in use on the service. */
  readonly id?: string | undefined
  /** Words to use instead of the English ones. */
  readonly labels?: Partial<SaveNowLabels> | undefined
  /** Added to the button's own class. */
  readonly className?: string | undefined
}

/**
 * Saves at once, with strict durability, also while auto-save is off. Ctrl+S and Cmd+S do the same while it is mounted.
 *
 * It is one button in every state and is never disabled, so focus stays; where there is nothing to save it is `aria-disabled`. The outcome
 * is announced at once. A failure is announced as well, and shown by the badge.
 *
 * @public
 */
export function SaveNowButton({ id, labels: ownLabels, className = '' }: SaveNowButtonProps) {
  const registry = useRegistry()
  const labels = { ...saveNowLabels, ...ownLabels }
  const announce = useLiveRegion()
  const hint = useShortcutHint()
  const hasSessions = useHasSessions(registry, id)
  const [phase, save] = useSaveNow(registry, id)
  const onSave = (): void => {
    if (!hasSessions) return
    save({
      onSaved: () => announce({ text: labels.saved, topic: 'saved', quietMs: 0 }),
      onFailed: () => announce({ text: labels.notSaved, topic: 'trouble', quietMs: 1_000 }),
    })
  }
  useSaveShortcut(onSave)
  const words = { ready: labels.saveNow, saving: labels.saving, saved: labels.saved }
  return (
    <button
      type="button"
      className={`autosave-button ${className}`.trimEnd()}
      data-phase={phase}
      aria-disabled={!hasSessions}
      aria-keyshortcuts={hint?.keys}
      onClick={onSave}
    >
      <span className="autosave-button-words">
        <span className="autosave-reserve" data-words={Object.values(words).join('\n')} aria-hidden="true" />
        <span>{words[phase]}</span>
      </span>
      {hint && (
        <kbd className="autosave-key" aria-hidden="true">
          {hint.text}
        </kbd>
      )}
    </button>
  )
}

function useHasSessions(registry: SessionRegistry, id: string | undefined): boolean {
  const getSnapshot = useCallback(() => registry.getSessions(id).length > 0, [registry, id])
  return useSyncExternalStore(registry.subscribe, getSnapshot, () => false)
}
