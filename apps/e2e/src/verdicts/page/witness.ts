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
  testify(sessionId: string): Promise<Testimony>
  /** Makes the newest sign of life for a session so much older, as if its tab had been silent since. */
  silence(sessionId: string, ms: number): Promise<void>
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
    const store = (): IDBObjectStore => database.transaction('heartbeats', 'readwrite').objectStore('heartbeats')
    for (;;) {
      const signs: SignOfLife[] = await answer(store().getAll())
      const sign = signs.find(({ sessions }) => sessions.includes(sessionId))
      if (sign !== undefined) {
        await answer(store().put({ ...sign, at: sign.at - ms }))
        return database.close()
      }
      // The first one comes a second after a session was opened.
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  },
}

function answer<TResult>(request: IDBRequest<TResult>): Promise<TResult> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('The request failed.')))
  })
}
