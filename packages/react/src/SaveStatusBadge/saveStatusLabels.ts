import type { BadgeLabels } from './badgeLabels.ts'
import type { BadgePanelLabelOptions, BadgePanelLabels } from './badgePanelLabels.ts'

/**
 * Every word of `SaveStatusBadge`. Pass any part; the rest stays English.
 *
 * @public
 */
export interface SaveStatusLabels extends BadgeLabels, BadgePanelLabels {}

/** What apps pass: any label, and any entry of the grouped ones. @public */
export type SaveStatusLabelOptions = Partial<BadgeLabels> & BadgePanelLabelOptions
