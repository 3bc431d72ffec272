import { afterEach, beforeAll } from 'vitest'
import type { DrivenBrowser } from '../verdicts/lifeWays.ts'
import { FormBrowser } from './FormBrowser.ts'
import type { FormTab, TabsMode } from './FormTab.ts'

/** What the scenarios of tabs play on. */
export interface FormStage {
  readonly name: DrivenBrowser
  /** Every scenario; else a selection that takes no longer than it must. */
  readonly isWhole: boolean
  readonly browser: () => FormBrowser
  /** Another session for each test. */
  readonly sessionId: () => string
  /** A tab with the test's session open. */
  readonly openTab: (tabs: TabsMode) => Promise<FormTab>
  /** Of a session that one tab writes: the one that does, and has saved a title, and a second one. */
  readonly twoTabs: () => Promise<readonly [FormTab, FormTab]>
}

/** One browser for all tests of the `describe` in which it is called, with a session for each of them. */
export function useFormBrowser(name: DrivenBrowser, isWhole: boolean): FormStage {
  let browser: FormBrowser | undefined
  let count = 1
  beforeAll(async () => {
    const launched = await FormBrowser.launch(name)
    browser = launched
    return () => launched.end()
  })
  afterEach(async () => {
    count += 1
    await browser?.closeTabs()
  })
  const running = (): FormBrowser => {
    if (browser === undefined) throw new Error('The browser is started before each test.')
    return browser
  }
  const sessionId = (): string => `session-${count}`
  const openTab = async (tabs: TabsMode): Promise<FormTab> => {
    const tab = await running().openTab()
    await tab.start(sessionId(), tabs)
    return tab
  }
  const twoTabs = async () => {
    const first = await openTab('single-writer')
    await first.save({ title: 'Loomings' })
    return [first, await openTab('single-writer')] as const
  }
  return { name, isWhole, browser: running, sessionId, openTab, twoTabs }
}
