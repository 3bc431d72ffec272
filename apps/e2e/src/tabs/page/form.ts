import {
  type AutoSaveManager,
  type AutoSaveOptions,
  AutoSaveError,
  AutoSaveService,
  type SaveSnapshot,
} from '@autosave-kit/core'

/** What the page edits: two fields, one row in the database. */
export interface Form {
  readonly title: string
  readonly body: string
}

type Told = Pick<SaveSnapshot, 'access' | 'isAccessCertain' | 'status' | 'isUnsaved'>

/** What a person sees of the session in this tab. */
export interface FormLook extends Form, Told {
  readonly pauseReason: string
  /** Of the conflict there is, joined. */
  readonly conflictPlaces: string
}

export interface StoredRow {
  readonly revision: number
  readonly base: number
  readonly writer: string
  readonly reason: string
}

/** A page with one session open in it: what a test calls in it. Answers with `done`, or with the code of the error. */
interface FormPage {
  /** Resolves with where the session is kept, once it was read. */
  open(sessionId: string, options: AutoSaveOptions): Promise<string>
  recover(sessionId: string): Promise<string>
  look(): FormLook
  /** Resolves when the tab looks like that, in these points. */
  until(look: Partial<FormLook>): Promise<void>
  /** As typing does. */
  type(change: Partial<Form>): void
  save(change: Partial<Form>): Promise<string>
  /** The page does nothing until the server lets it go on, and saves in the same task, before it hears of anything. */
  saveLate(change: Partial<Form>): Promise<string>
  setPaused(isPaused: boolean): void
  takeOver(): Promise<string>
  resolveConflict(choice: 'mine' | 'theirs' | 'both'): Promise<string>
  listSessions(): Promise<readonly string[]>
  /** The rows of the session, in order. */
  rows(): Promise<readonly StoredRow[]>
  /** What the service has told of who writes, joined. */
  accessTold(): string
}

declare global {
  var form: FormPage
}

const service = new AutoSaveService()
const told: string[] = []
service.on('access', ({ access }) => told.push(access))

const empty: Form = { title: '', body: '' }
let opened: AutoSaveManager<Form> | undefined
let shown = empty
/** Those that wait for the tab to look otherwise. */
const waiting = new Set<() => void>()
const changed = (): void => {
  for (const look of waiting) look()
}

function manager(): AutoSaveManager<Form> {
  if (opened === undefined) throw new Error('No session was opened here.')
  return opened
}

function adopt(manager: AutoSaveManager<Form>): void {
  opened = manager
  manager.subscribe(changed)
  manager.subscribeRemoteChange((state) => {
    shown = state
    changed()
  })
}

function look(): FormLook {
  const { access, isAccessCertain, status, isUnsaved, pauseReasons, conflict } = manager().getSnapshot()
  const conflictPlaces = (conflict?.places ?? []).map(({ path }) => path).join()
  return { ...shown, access, isAccessCertain, status, isUnsaved, pauseReason: pauseReasons.join(), conflictPlaces }
}

/** `done`, or the code of what it rejected with. */
async function outcome(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof AutoSaveError) return error.code
    throw error
  }
}

function save(change: Partial<Form>): Promise<string> {
  shown = { ...shown, ...change }
  return outcome(manager().immediateSave(shown))
}

globalThis.form = {
  async open(sessionId, options) {
    const manager = service.getManager<Form>(sessionId, options)
    adopt(manager)
    shown = (await manager.restore()).state ?? empty
    return manager.sessionId
  },
  recover: (sessionId) =>
    outcome(
      service.recover<Form>(sessionId).then((recovered) => {
        adopt(recovered.manager)
        shown = recovered.state ?? empty
      }),
    ),
  look,
  until: (wanted) =>
    new Promise((resolve) => {
      const check = (): void => {
        const seen: object = look()
        if (!Object.entries(wanted).every(([name, value]) => Reflect.get(seen, name) === value)) return
        waiting.delete(check)
        resolve()
      }
      waiting.add(check)
      check()
    }),
  type(change) {
    shown = { ...shown, ...change }
    manager()
      .scheduleSave(shown)
      .catch(() => undefined)
    changed()
  },
  save,
  saveLate(change) {
    const request = new XMLHttpRequest()
    request.open('GET', '/wait', false)
    request.send()
    return save(change)
  },
  setPaused: (isPaused) => (isPaused ? manager().pause() : manager().resume()),
  takeOver: () => outcome(manager().takeOver()),
  resolveConflict: (choice) =>
    outcome(
      manager()
        .resolveConflict(choice)
        .then((state) => (shown = state)),
    ),
  listSessions: async () => (await service.listSessions()).map(({ id }) => id),
  rows: () => readRows(manager().sessionId),
  accessTold: () => told.join(),
}

// For a driver that cannot ask for anything else while the page loads.
document.documentElement.dataset['ready'] = ''

function readRows(sessionId: string): Promise<StoredRow[]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('autosave-kit')
    opening.addEventListener('error', () => reject(opening.error ?? new Error('The database did not open.')))
    opening.addEventListener('success', () => {
      const database = opening.result
      const request: IDBRequest<(StoredRow & { sessionId: string })[]> = database
        .transaction('segments')
        .objectStore('segments')
        .getAll()
      request.addEventListener('success', () => {
        database.close()
        const rows = request.result.filter((row) => row.sessionId === sessionId)
        resolve(rows.map(({ revision, base, writer, reason }) => ({ revision, base, writer, reason })))
      })
    })
  })
}
