import type { Page } from 'playwright'
import { DrivenTab } from '../browsers/DrivenTab.ts'
import type { Form, FormLook, StoredRow } from './page/form.ts'

export type TabsMode = 'merge' | 'single-writer' | 'separate'

/** A tab with the form in it. */
export class FormTab extends DrivenTab {
  readonly #url: string

  constructor(page: Page, url: string) {
    super(page, { url, name: 'form' })
    this.#url = url
  }

  static async open(page: Page, url: string): Promise<FormTab> {
    const tab = new FormTab(page, url)
    await tab.goto()
    return tab
  }

  /** Resolves with where the session is kept. */
  start(sessionId: string, tabs: TabsMode, heartbeatIntervalMs = 30_000): Promise<string> {
    const session = { sessionId, options: { tabs, heartbeatIntervalMs } }
    return this.page.evaluate((wanted) => globalThis.form.open(wanted.sessionId, wanted.options), session)
  }

  recover(sessionId: string): Promise<string> {
    return this.page.evaluate((id) => globalThis.form.recover(id), sessionId)
  }

  look(): Promise<FormLook> {
    return this.page.evaluate(() => globalThis.form.look())
  }

  until(look: Partial<FormLook>): Promise<void> {
    return this.page.evaluate((wanted) => globalThis.form.until(wanted), look)
  }

  type(change: Partial<Form>): Promise<void> {
    return this.page.evaluate((typed) => globalThis.form.type(typed), change)
  }

  save(change: Partial<Form>): Promise<string> {
    return this.page.evaluate((typed) => globalThis.form.save(typed), change)
  }

  saveLate(change: Partial<Form>): Promise<string> {
    return this.page.evaluate((typed) => globalThis.form.saveLate(typed), change)
  }

  setPaused(isPaused: boolean): Promise<void> {
    return this.page.evaluate((paused) => globalThis.form.setPaused(paused), isPaused)
  }

  takeOver(): Promise<string> {
    return this.page.evaluate(() => globalThis.form.takeOver())
  }

  resolveConflict(choice: 'mine' | 'theirs' | 'both'): Promise<string> {
    return this.page.evaluate((chosen) => globalThis.form.resolveConflict(chosen), choice)
  }

  listSessions(): Promise<readonly string[]> {
    return this.page.evaluate(() => globalThis.form.listSessions())
  }

  rows(): Promise<readonly StoredRow[]> {
    return this.page.evaluate(() => globalThis.form.rows())
  }

  accessTold(): Promise<string> {
    return this.page.evaluate(() => globalThis.form.accessTold())
  }

  async duplicate(): Promise<FormTab> {
    const tab = new FormTab(await this.duplicatePage(), this.#url)
    await tab.ready()
    return tab
  }
}
