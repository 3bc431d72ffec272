import type { Alignment, CopyEntry, Stock } from './CopyEntry.ts'
import type { LogFolder } from './LogFolder.ts'
import type { LogTools, SessionFiles } from './SessionFiles.ts'

export type LifeboatRequest = { readonly id: number; readonly path: readonly string[] } & (
  | { readonly type: 'align'; readonly stock: Stock }
  | { readonly type: 'write'; readonly entries: readonly CopyEntry[] }
  | { readonly type: 'close' }
)

export type LifeboatAnswer =
  | { readonly id: number; readonly value: Alignment | undefined }
  | { readonly id: number; readonly error: string }

/** What of a worker's global object is used. */
interface WorkerScope {
  onmessage: ((event: { readonly data: LifeboatRequest }) => void) | null
  postMessage(answer: LifeboatAnswer): void
  close(): void
}

export interface ServerTools extends LogTools {
  /** The origin's own folder. */
  getRoot(): Promise<LogFolder>
  openSession(folder: LogFolder, tools: LogTools): SessionFiles
}

/** The worker: takes one request after the other, for any number of sessions. Refers to nothing outside itself, see `FrameCodec`. */
export class LifeboatServer {
  declare private readonly scope: WorkerScope
  declare private readonly tools: ServerTools
  declare private readonly sessions: Map<string, SessionFiles>
  declare private last: Promise<void>

  constructor(scope: WorkerScope, tools: ServerTools) {
    this.scope = scope
    this.tools = tools
    this.sessions = new Map()
    this.last = Promise.resolve()
  }

  start(): void {
    this.scope.onmessage = ({ data }) => {
      this.last = this.last.then(() => this.answer(data))
    }
  }

  private async answer(request: LifeboatRequest): Promise<void> {
    const { id } = request
    try {
      this.scope.postMessage({ id, value: await this.take(request) })
      if (request.type === 'close') this.scope.close()
    } catch (cause) {
      this.scope.postMessage({ id, error: String(cause) })
    }
  }

  private async take(request: LifeboatRequest): Promise<Alignment | undefined> {
    if (request.type === 'close') return await this.closeAll()
    const key = request.path.join('/')
    try {
      const files = await this.filesAt(request.path, request.type === 'align')
      if (request.type === 'align') return await files.align(request.stock)
      await files.write(request.entries)
      return undefined
    } catch (cause) {
      // Nobody knows what is in the files: they are opened anew by the next alignment.
      this.sessions.get(key)?.release()
      this.sessions.delete(key)
      throw cause
    }
  }

  private async filesAt(path: readonly string[], isAligning: boolean): Promise<SessionFiles> {
    const key = path.join('/')
    const known = this.sessions.get(key)
    if (known !== undefined) return known
    if (!isAligning) throw new Error('The copy is not aligned.')
    let folder = await this.tools.getRoot()
    for (const name of path) folder = await folder.getDirectoryHandle(name, { create: true })
    const files = this.tools.openSession(folder, this.tools)
    this.sessions.set(key, files)
    return files
  }

  private async closeAll(): Promise<undefined> {
    for (const files of this.sessions.values()) await files.close().catch(() => undefined)
    this.sessions.clear()
  }
}
