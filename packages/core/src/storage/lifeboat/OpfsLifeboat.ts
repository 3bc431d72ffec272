import { originFolder } from '../../environment/originFolder.ts'
import type { Clock } from '../../schedule/Clock.ts'
import { BytesFile } from './BytesFile.ts'
import type { Alignment, CopyEntry, SessionContent, Stock } from './CopyEntry.ts'
import { folderName, KIT_FOLDER } from './folderName.ts'
import { FrameCodec } from './FrameCodec.ts'
import { LifeboatLog } from './LifeboatLog.ts'
import { lifeboatError } from './lifeboatError.ts'
import type { LifeboatMedium } from './LifeboatMedium.ts'
import type { LogFileHandle, LogFolder } from './LogFolder.ts'
import { mergeLogs } from './mergeLogs.ts'
import { WorkerLink } from './WorkerLink.ts'

/** Where OPFS cannot give a file because somebody is just writing to it, it is asked again. */
const READ_ATTEMPTS = 3

/** What is read of a file to learn whose it is. */
const PEEK_LENGTH = 262_144

/**
 * The second copy in OPFS: a folder per database and session, a file per tab. Written by a worker, since sync access handles are
 * to be had nowhere else; asked and read from the page itself, which is there at once: a worker takes 30 to 90 ms to start.
 */
export class OpfsLifeboat implements LifeboatMedium {
  readonly #databaseName: () => string
  readonly #link: WorkerLink
  readonly #codec = new FrameCodec()

  /** @param databaseName - As it is now: after a purge another folder is used, which the pages of before do not know. */
  constructor(databaseName: string | (() => string), createWorker: () => Worker, clock: Clock) {
    this.#databaseName = typeof databaseName === 'string' ? () => databaseName : databaseName
    this.#link = new WorkerLink(createWorker, clock)
  }

  async position(sessionId: string): Promise<number> {
    const positions = await this.#eachFile(sessionId, (handle) => this.#positionIn(handle))
    return Math.max(0, ...positions)
  }

  async read(sessionId: string): Promise<SessionContent> {
    const logs = await this.#eachFile(sessionId, async (handle) => await this.#openLog(handle))
    return mergeLogs(logs, sessionId)
  }

  async sessions(): Promise<readonly string[]> {
    const folder = await this.#folderAt([KIT_FOLDER, folderName(this.#databaseName())])
    const ids: string[] = []
    for (const session of folder === undefined ? [] : await entriesOf(folder)) {
      if (session.kind !== 'directory') continue
      for (const file of await logFiles(session)) {
        const log = await this.#openLog(file, PEEK_LENGTH)
        const [first] = log.rows
        const id = first === undefined ? undefined : log.readRow(first)?.sessionId
        if (id !== undefined && !ids.includes(id)) ids.push(id)
      }
    }
    return ids
  }

  async align(sessionId: string, { rows, position, isComplete }: Stock): Promise<Alignment> {
    // What a message carries are plain values: a getter would be left behind.
    const stock = { rows, position, isComplete }
    const answer = await this.#link.ask({ type: 'align', path: this.#path(sessionId), stock })
    return answer ?? { type: 'unsure' }
  }

  async write(sessionId: string, entries: readonly CopyEntry[]): Promise<void> {
    await this.#link.ask({ type: 'write', path: this.#path(sessionId), entries })
  }

  /** The page goes into the back/forward cache, or for good. */
  suspend(): void {
    this.#link.suspend()
  }

  /** It has come back. */
  resume(): void {
    this.#link.resume()
  }

  close(): void {
    this.#link.close()
  }

  /** Nothing more is to be kept, what was handed over before included: the files are let go of for whoever removes them. */
  abandon(): void {
    this.#link.abandon()
  }

  #path(sessionId: string): string[] {
    return [KIT_FOLDER, folderName(this.#databaseName()), folderName(sessionId)]
  }

  async #eachFile<TFound>(sessionId: string, find: (handle: LogFileHandle) => Promise<TFound>): Promise<TFound[]> {
    const folder = await this.#folderAt(this.#path(sessionId))
    if (folder === undefined) return []
    try {
      return await Promise.all((await logFiles(folder)).map(find))
    } catch (cause) {
      throw lifeboatError('LIFEBOAT_FAILED', cause)
    }
  }

  /** `undefined` when nobody has made it. */
  async #folderAt(path: readonly string[]): Promise<LogFolder | undefined> {
    // What is used of OPFS is what `LogFolder` says; TypeScript knows sync handles only in workers.
    let folder = (await originFolder().catch((cause: unknown) => {
      throw lifeboatError('LIFEBOAT_UNAVAILABLE', cause)
    })) as unknown as LogFolder
    try {
      for (const name of path) folder = await folder.getDirectoryHandle(name)
      return folder
    } catch (cause) {
      if (cause instanceof DOMException && cause.name === 'NotFoundError') return undefined
      throw lifeboatError('LIFEBOAT_FAILED', cause)
    }
  }

  async #positionIn(handle: LogFileHandle): Promise<number> {
    try {
      const file = await handle.getFile()
      if (file.size === 0) return 0
      const tail = await file.slice(Math.max(0, file.size - this.#codec.tailLength)).arrayBuffer()
      return this.#codec.positionOf(new Uint8Array(tail)) ?? Number.POSITIVE_INFINITY
    } catch {
      // Just being written to, or removed.
      return Number.POSITIVE_INFINITY
    }
  }

  async #openLog(handle: LogFileHandle, length?: number): Promise<LifeboatLog> {
    const log = new LifeboatLog(new BytesFile(await bytesOf(handle, length)), this.#codec)
    log.open()
    return log
  }
}

async function entriesOf(folder: LogFolder): Promise<(LogFileHandle | LogFolder)[]> {
  const entries: (LogFileHandle | LogFolder)[] = []
  for await (const entry of folder.values()) entries.push(entry)
  return entries
}

async function logFiles(folder: LogFolder): Promise<LogFileHandle[]> {
  const entries = await entriesOf(folder)
  return entries.filter((entry) => entry.kind === 'file').filter(({ name }) => name.endsWith('.log'))
}

async function bytesOf(handle: LogFileHandle, length?: number): Promise<Uint8Array> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const file = await handle.getFile()
      return new Uint8Array(await file.slice(0, length ?? file.size).arrayBuffer())
    } catch (cause) {
      if (cause instanceof DOMException && cause.name === 'NotFoundError') return new Uint8Array()
      if (attempt === READ_ATTEMPTS) throw cause
    }
  }
}
