/** Why the app is given a state: it was stored, or chosen, or another tab has changed it just now. */
export type StateOrigin = 'stored' | 'other tab'
