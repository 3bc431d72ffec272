import type { ShownWord } from '../status/shownStatus.ts'
import { relativeTime } from '../words/relativeTime.ts'
import type { BadgeLabels } from './badgeLabels.ts'

/** What the badge says. `ago` is missing within the first minute. */
export function badgeWords(word: ShownWord, labels: BadgeLabels, ago: string | undefined): string {
  if (word !== 'rest') return labels[word]
  return ago === undefined ? labels.savedJustNow : labels.savedAgo(ago)
}

/**
 * Everything the badge may ever say, one per line: an invisible text of this shape reserves the width of the longest, so that nothing
 * beside the badge moves when the words change.
 */
export function reservedWords(labels: BadgeLabels, locale: string | undefined): string {
  const anHourAgo = relativeTime(0, 59 * 60_000, locale) ?? ''
  const plain = [labels.idle, labels.saved, labels.savedJustNow, labels.partial, labels.editing, labels.saving]
  const downloads = [labels.memory, labels.failed].map((words) => `${words}\u2003\u2003${labels.download}`)
  // The space around the action beside the words.
  const withAction = [
    `${labels.paused}\u2003\u2003${labels.turnOn}`,
    `${labels.elsewhere}\u2003\u2003${labels.takeOver}`,
    `${labels.conflict}\u2003\u2003${labels.review}`,
  ]
  return [...plain, ...withAction, ...downloads, labels.savedAgo(anHourAgo), labels.retrying, labels.backup].join('\n')
}
