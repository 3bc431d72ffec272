import { configure } from '@testing-library/dom'
import { vi } from 'vitest'

/*
 * Setup file of the projects that run in a browser: what a test sees is what it did, not what the machine was busy with.
 */

/** How long a test waits for what is to come, in ms. It is no measure of speed: only what never comes takes that long. */
const PATIENCE_MS = 15_000

configure({ asyncUtilTimeout: PATIENCE_MS })

const { waitFor } = vi
vi.waitFor = (callback, options) =>
  waitFor(callback, { timeout: PATIENCE_MS, ...(typeof options === 'number' ? { timeout: options } : options) })

/**
 * The window of a page under test gets and loses the focus, and is covered, as other windows of the browser open and close; each is a
 * moment at which work is saved at once. Tests bring such moments about themselves, by events that no browser has sent.
 */
const ofTheWindow = ['focus', 'blur', 'visibilitychange', 'freeze', 'resume', 'online', 'offline']
for (const type of ofTheWindow) window.addEventListener(type, keepFromPage, { capture: true })

function keepFromPage(event: Event): void {
  const isOfPage = event.target === window || event.target === document
  if (event.isTrusted && isOfPage) event.stopImmediatePropagation()
}
