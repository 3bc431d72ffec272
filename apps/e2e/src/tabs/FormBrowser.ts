import type { BrowserContext } from 'playwright'
import { launchFirefox } from '../browsers/launchFirefox.ts'
import { makeProfile } from '../browsers/newProfile.ts'
import { type ServedPage, servePage } from '../setup/servePage.ts'
import type { DrivenBrowser } from '../verdicts/lifeWays.ts'
import { FormTab } from './FormTab.ts'

interface Parts {
  readonly context: BrowserContext
  readonly served: ServedPage
  readonly end: () => Promise<void>
}

/** A browser with the form in as many tabs as are asked for. */
export class FormBrowser {
  readonly served: ServedPage
  readonly #context: BrowserContext
  readonly #end: () => Promise<void>

  private constructor({ context, served, end }: Parts) {
    this.#context = context
    this.served = served
    this.#end = end
  }

  static async launch(name: DrivenBrowser): Promise<FormBrowser> {
    const { folder, launch, end: removeProfile } = makeProfile()
    const served = await servePage('form')
    const context = name === 'chromium' ? (await launch()).context : await launchFirefox(folder)
    const end = async (): Promise<void> => {
      if (name === 'firefox') await context.close()
      served.close()
      await removeProfile()
    }
    return new FormBrowser({ context, served, end })
  }

  async openTab(how?: 'without locks'): Promise<FormTab> {
    const page = await this.#context.newPage()
    if (how !== undefined) await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'locks'))
    return FormTab.open(page, this.served.url)
  }

  /** Without the tab that the browser began with: one that has none left ends. */
  async closeTabs(): Promise<void> {
    for (const page of this.#context.pages().slice(1)) await page.close()
  }

  end(): Promise<void> {
    return this.#end()
  }
}
