import { spawn, type ChildProcess } from 'node:child_process'
import { defineBrowserProvider } from '@vitest/browser'
import { PreviewBrowserProvider } from '@vitest/browser-preview'

/**
 * Opens the tests' page in WebKitGTK's MiniBrowser, on a display of its own. Nothing drives it: tests that run there click and type through
 * the page itself (testing-library), which is what vitest calls a preview.
 */
class WebKitPage extends PreviewBrowserProvider {
  readonly #executable: string
  #browser: ChildProcess | undefined

  constructor(project: ConstructorParameters<typeof PreviewBrowserProvider>[0], executable: string) {
    super(project)
    this.#executable = executable
  }

  override isOpen(): boolean {
    return this.#browser !== undefined
  }

  override async openPage(_sessionId: string, url: string): Promise<void> {
    // Whoever is killed leaves no browser behind: the group ends when nobody holds the other end of stdin any more.
    const script = '("$0" "$@"; kill -TERM 0) & read -r _; kill -TERM 0'
    this.#browser = spawn('sh', ['-c', script, 'xvfb-run', '-a', this.#executable, '--private', url], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    })
  }

  override async close(): Promise<void> {
    this.#browser?.stdin?.end()
    this.#browser = undefined
  }
}

/** @param executable - MiniBrowser. */
export function webKitProvider(executable: string) {
  return defineBrowserProvider({
    name: 'preview',
    providerFactory: (project) => new WebKitPage(project, executable),
  })
}
