import { type AutoSaveManager, AutoSaveService } from '@autosave-kit/core'

/** What another tab makes of whoever wrote a session last. */
export interface Testimony {
  /** What the report of a restore says. */
  readonly ending: string
  /** How `findRecoverable` says that it ended; `not offered` when the session is not among its answers. */
  readonly offered: string
}

/** A sign of life in the database. */
interface SignOfLife {
  readonly tabId: string
  readonly at: number
  readonly sessions: readonly string[]
}

/** A page that has sessions open, or asks about others': what a test calls in it. */
interface Witness {
  /** Resolves once it is stored. */
  write(sessionId: string, text: string): Promise<void>
  read(sessionId: string): Promise<string>
  /** Has the session open no more. */
  letGo(sessionId: string): Promise<void>
  testify(sessionId: string): Promise<Testimony>
  /** Makes the newest sign of life for a session so much older, as if its tab had been silent since; a negative time makes it one of the future. */
  silence(sessionId: string, ms: number): Promise<void>
  /** How long ago the last sign of life for a session was, in ms; of several tabs that have it open, of the one that has been silent longest. */
  silenceOf(sessionId: string): Promise<number>
}

declare global {
  var witness: Witness
}

interface Note {
  readonly text: string
}

const service = new AutoSaveService()

/** Open, and on top of whatever other tabs write. */
async function open(sessionId: string): Promise<AutoSaveManager<Note>> {
  const manager = service.getManager<Note>(sessionId)
  manager.subscribeRemoteChange(() => undefined)
  await manager.restore()
  return manager
}

globalThis.witness = {
  async write(sessionId, text) {
    const manager = await open(sessionId)
    void manager.scheduleSave({ text }).catch(() => undefined)
    await manager.flush()
  },
  async read(sessionId) {
    const { state } = await (await open(sessionId)).restore()
    return state?.text ?? ''
  },
  letGo: (sessionId) => service.removeManager(sessionId),
  async testify(sessionId) {
    const found = await service.findRecoverable()
    const offer = found.find(({ id }) => id === sessionId)
    const manager = service.getManager<Note>(sessionId)
    await manager.restore()
    const { restored } = manager.getSnapshot()
    await service.removeManager(sessionId)
    return { ending: restored?.ending ?? 'unread', offered: offer?.ending ?? 'not offered' }
  },
  async silence(sessionId, ms) {
    const database = await answer(indexedDB.open('autosave-kit'))
    const sign = await signOf(database, sessionId)
    await answer(signs(database).put({ ...sign, at: sign.at - ms }))
    database.close()
  },
  async silenceOf(sessionId) {
    const database = await answer(indexedDB.open('autosave-kit'))
    const { at } = await signOf(database, sessionId)
    database.close()
    return Date.now() - at
  },
}

function signs(database: IDBDatabase): IDBObjectStore {
  return database.transaction('heartbeats', 'readwrite').objectStore('heartbeats')
}

async function signOf(database: IDBDatabase, sessionId: string): Promise<SignOfLife> {
  for (;;) {
    const all: SignOfLife[] = await answer(signs(database).getAll())
    const [sign] = all.filter(({ sessions }) => sessions.includes(sessionId)).toSorted((a, b) => a.at - b.at)
    if (sign !== undefined) return sign
    // The first one comes a second after a session was opened.
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function answer<TResult>(request: IDBRequest<TResult>): Promise<TResult> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('The request failed.')))
  })
}
