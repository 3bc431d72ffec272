import type { ReactNode } from 'react'
import { Icon, type IconName } from '../studio/Icon.tsx'

interface StartCardProps {
  readonly icon: IconName
  readonly title: string
  readonly isBusy: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}

export function StartCard({ icon, title, isBusy, onClick, children }: StartCardProps) {
  return (
    <button type="button" className="start-card" disabled={isBusy} onClick={onClick}>
      <Icon name={icon} />
      <span className="start-card-title">{title}</span>
      <span className="start-card-note">{children}</span>
    </button>
  )
}
