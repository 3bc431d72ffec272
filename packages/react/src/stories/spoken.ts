let texts: string[] = []
let observer: MutationObserver | undefined

/** Begins to note what a screen reader is given to say in this page. Each text goes again after some seconds: who looks for it may be late. */
export function listenToSpeech(): void {
  texts = []
  observer ??= new MutationObserver(note)
  observer.observe(document.body, { childList: true, characterData: true, subtree: true })
}

/** What was said since, in order. */
export function spoken(): readonly string[] {
  note()
  return texts
}

function note(): void {
  for (const region of document.querySelectorAll('.autosave-live > [role]')) {
    const { textContent } = region
    if (textContent && texts.at(-1) !== textContent) texts.push(textContent)
  }
}
