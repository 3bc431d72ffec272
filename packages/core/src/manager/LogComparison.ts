/**
 * What the store was found to hold, beside what this tab knows of it. `changed`: no other tab wrote, but commits of this
 * one landed unheard, or were lost.
 */
export type LogComparison = 'same' | 'changed' | 'theirs'
