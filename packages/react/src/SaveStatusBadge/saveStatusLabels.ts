import type { BadgeLabels } from './badgeLabels.ts'
import type { BadgePanelLabels } from './badgePanelLabels.ts'

/**
 * Every word of `SaveStatusBadge`. Pass any part; the rest stays English.
 *
 * @public
 */
export interface SaveStatusLabels extends BadgeLabels, BadgePanelLabels {}

/** What apps pass: any label, and any entry of the grouped ones. @public */
export type SaveStatusLabelOptions = Partial<Omit<SaveStatusLabels, 'places' | 'explanations' | 'causes'>> & {
  readonly places?: Partial<SaveStatusLabels['places']>
  readonly explanations?: Partial<SaveStatusLabels['explanations']>
  readonly causes?: Partial<SaveStatusLabels['causes']>
}
