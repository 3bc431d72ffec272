interface BadgeActionProps {
  readonly label: string
  readonly onClick: () => void
  /** The choice that loses nothing. */
  readonly isMain?: boolean
}

export function BadgeAction({ label, onClick, isMain = false }: BadgeActionProps) {
  return (
    <button type="button" className="autosave-action" data-main={isMain || undefined} onClick={onClick}>
      {label}
    </button>
  )
}
