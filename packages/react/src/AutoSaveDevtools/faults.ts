/** Something that goes wrong on this page until it is mended. */
export interface Fault {
  readonly name: string
  /** What a developer is to see. */
  readonly expects: string
  /** Begins it; answers with its end. */
  readonly begin: () => () => void
}

/** Replaces a method of the browser's; answers with what puts it back. */
function replaceMethod<TObject extends object>(object: TObject, name: keyof TObject, method: unknown): () => void {
  const original = Object.getOwnPropertyDescriptor(object, name)
  Object.defineProperty(object, name, { configurable: true, writable: true, value: method })
  return () => {
    if (original) Object.defineProperty(object, name, original)
    else Reflect.deleteProperty(object, name)
  }
}

function throwing(name: string): () => never {
  return () => {
    throw new DOMException('A developer broke the storage of this page.', name)
  }
}

const isKit = ({ name = '' }: IDBDatabaseInfo): boolean => /^autosave-kit(:|$)/.test(name)

async function kitDatabases(): Promise<readonly string[]> {
  return (await indexedDB.databases()).filter(isKit).map(({ name = '' }) => name)
}

/** Holds a write transaction on every table: what waits for one waits as long. */
function hang(): () => void {
  let isOver = false
  const hold = async (name: string): Promise<void> => {
    const opening = indexedDB.open(name)
    opening.addEventListener('success', () => {
      const database = opening.result
      const tables = Array.from(database.objectStoreNames)
      database.addEventListener('versionchange', () => database.close())
      if (tables.length === 0) return database.close()
      const transaction = database.transaction(tables, 'readwrite')
      const goOn = (): void => {
        if (isOver) return transaction.abort()
        transaction
          .objectStore(tables[0] ?? '')
          .count()
          .addEventListener('success', goOn)
      }
      transaction.addEventListener('abort', () => database.close())
      goOn()
    })
  }
  void kitDatabases().then((names) => Promise.all(names.map(hold)))
  return () => {
    isOver = true
  }
}

function goOffline(): () => void {
  const back = replaceMethod(navigator, 'onLine', false)
  window.dispatchEvent(new Event('offline'))
  return () => {
    back()
    window.dispatchEvent(new Event('online'))
  }
}

/** Nothing that this page does from now on reaches the disk, as when its process is killed; then it is loaded anew. */
function pullThePlug(): () => void {
  const ends = [
    replaceMethod(IDBObjectStore.prototype, 'add', throwing('AbortError')),
    replaceMethod(IDBObjectStore.prototype, 'put', throwing('AbortError')),
    replaceMethod(Storage.prototype, 'setItem', throwing('AbortError')),
  ]
  location.reload()
  return () => {
    for (const end of ends) end()
  }
}

function loseTheDatabase(): () => void {
  void kitDatabases().then((names) => {
    for (const name of names) indexedDB.deleteDatabase(name)
  })
  return () => undefined
}

/** Faults that last, and are mended by the same switch. */
export const lastingFaults: readonly Fault[] = [
  {
    name: 'Fill the disk',
    expects: 'Every write is refused: saving is tried again, or goes to a smaller store, and says so.',
    begin: () => replaceMethod(IDBObjectStore.prototype, 'add', throwing('QuotaExceededError')),
  },
  {
    name: 'Hang the disk',
    expects: 'Writes begin and do not end: the watchdog gives up on them after a while.',
    begin: hang,
  },
  {
    name: 'Go offline',
    expects: 'Saving to this device goes on; with pauseWhenOffline it waits.',
    begin: goOffline,
  },
]

/** Faults of a moment. */
export const suddenFaults: readonly Fault[] = [
  {
    name: 'Crash this page',
    expects: 'It loads anew as after a kill: at most the last quarter of a second of typing is gone.',
    begin: pullThePlug,
  },
  {
    name: 'Lose the database',
    expects: 'What was saved comes back from the second copy, where the browser allows one.',
    begin: loseTheDatabase,
  },
]
