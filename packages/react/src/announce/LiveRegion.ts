/** What a screen reader is to say. */
export interface Announcement {
  readonly text: string
  /** Announcements about the same thing replace and limit each other. */
  readonly topic: 'saved' | 'trouble' | 'notice'
  /** Said at once, over what is being read. For what needs a person now. */
  readonly isUrgent?: boolean
  /** Not said when something on this topic, no less urgent, was said less than so many ms ago. */
  readonly quietMs: number
}

/** Long enough for every screen reader to have noticed; what stays would be found later, and no longer be true. */
const CLEAR_AFTER_MS = 5_000
/** Screen readers miss a text that is replaced in the same frame as it was cleared. */
const SETTLE_MS = 100

const regions = new WeakMap<Document, LiveRegion>()

/**
 * The page's one `role="status"` (and one `role="alert"` for what needs a person now), in the page, empty, before it ever speaks:
 * a live region that arrives together with its text is not read.
 */
export class LiveRegion {
  static of(document: Document): LiveRegion {
    let region = regions.get(document)
    if (!region) {
      region = new LiveRegion(document)
      regions.set(document, region)
    }
    return region
  }

  readonly #document: Document
  readonly #said = new Map<Announcement['topic'], { readonly at: number; readonly isUrgent: boolean }>()
  #root: HTMLElement | undefined
  #userCount = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(document: Document) {
    this.#document = document
  }

  /** Keeps the region in the page until the returned function is called. */
  acquire(): () => void {
    this.#userCount += 1
    this.#root ??= this.#mount()
    return () => {
      this.#userCount -= 1
      // Removed a task later: StrictMode and a keyed remount come straight back, and a region made anew would be missed.
      setTimeout(() => this.#unmountIfUnused())
    }
  }

  announce({ text, topic, isUrgent = false, quietMs }: Announcement): void {
    const now = performance.now()
    const said = this.#said.get(topic)
    if (said && now - said.at < quietMs && (said.isUrgent || !isUrgent)) return
    this.#said.set(topic, { at: now, isUrgent })
    this.#say(isUrgent ? 'alert' : 'status', text)
  }

  #say(role: 'alert' | 'status', text: string): void {
    const hadText = [this.#setText('status', ''), this.#setText('alert', '')].includes(true)
    clearTimeout(this.#timer)
    const speak = (): void => {
      this.#setText(role, text)
      this.#timer = setTimeout(() => this.#setText(role, ''), CLEAR_AFTER_MS)
    }
    if (hadText) this.#timer = setTimeout(speak, SETTLE_MS)
    else speak()
  }

  /** Answers whether there was a text before. */
  #setText(role: 'alert' | 'status', text: string): boolean {
    const part = this.#root?.querySelector(`[role=${role}]`)
    const hadText = Boolean(part?.textContent)
    if (part) part.textContent = text
    return hadText
  }

  #mount(): HTMLElement {
    const root = this.#document.createElement('div')
    root.className = 'autosave-live'
    // Inline as well: the region must not be seen where the stylesheet is not loaded.
    root.style.cssText =
      'position:fixed;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap'
    for (const role of ['status', 'alert']) {
      const part = this.#document.createElement('div')
      part.setAttribute('role', role)
      root.append(part)
    }
    this.#document.body.append(root)
    return root
  }

  #unmountIfUnused(): void {
    if (this.#userCount > 0) return
    clearTimeout(this.#timer)
    this.#root?.remove()
    this.#root = undefined
  }
}
