import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { Builder, type WebDriver } from 'selenium-webdriver'
import { requireBrowser } from './requireBrowser.ts'
import { signalGroup, spawnUnderWatch } from './spawnUnderWatch.ts'

const START_TIMEOUT_MS = 60_000
const POLL_MS = 100

/** WebKitGTK's MiniBrowser on a display of its own. Its profile lives as long as the session: reload within one, never relaunch. */
export class WebKitBrowser {
  readonly driver: WebDriver
  readonly #process: ChildProcess

  private constructor(process: ChildProcess, driver: WebDriver) {
    this.#process = process
    this.driver = driver
  }

  /** Starts it with a folder of its own for what it puts aside. */
  static async launch(folder: string): Promise<WebKitBrowser> {
    const binary = requireBrowser('webkit')
    const port = await findFreePort()
    const screen = '--server-args=-screen 0 1440x900x24'
    // Two that look for a free display at the same moment would find the same one.
    const display = `--server-num=${100 + 100 * Number(process.env['VITEST_POOL_ID'] ?? 0)}`
    const child = spawnUnderWatch('xvfb-run', ['-a', display, screen, 'WebKitWebDriver', `--port=${port}`], {
      signal: 'TERM',
      env: { ...process.env, TMPDIR: folder },
    })
    // Nobody reads what the display and the driver say; unread it would fill the pipe and stop them.
    child.stderr?.resume()
    const address = `http://127.0.0.1:${port}`
    try {
      await waitUntilReady(address)
      const capabilities = {
        browserName: 'MiniBrowser',
        'webkitgtk:browserOptions': { binary, args: ['--automation'] },
      }
      const driver = await new Builder().usingServer(address).withCapabilities(capabilities).build()
      await driver.manage().window().setRect({ x: 0, y: 0, width: 1440, height: 900 })
      return new WebKitBrowser(child, driver)
    } catch (error) {
      signalGroup(child, 'SIGTERM')
      throw error
    }
  }

  async quit(): Promise<void> {
    await this.driver.quit()
    const exit = once(this.#process, 'exit')
    signalGroup(this.#process, 'SIGTERM')
    await exit
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('No free port was found.')
  return address.port
}

/** The driver says nothing when it is ready; it is asked until it answers. */
async function waitUntilReady(address: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS
  while (Date.now() < deadline) {
    const isReady = await fetch(`${address}/status`).then(
      (response) => response.ok,
      () => false,
    )
    if (isReady) return
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  throw new Error(`WebKitWebDriver was not ready after ${START_TIMEOUT_MS} ms.`)
}
