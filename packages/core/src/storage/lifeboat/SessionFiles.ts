import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { Alignment, CopyEntry, Stock, StockRow } from './CopyEntry.ts'
import type { FrameCodec } from './FrameCodec.ts'
import type { LifeboatLog } from './LifeboatLog.ts'
import type { LogFile } from './LogFile.ts'
import type { LogFileHandle, LogFolder } from './LogFolder.ts'
import type { RowKey } from '../SegmentStorage.ts'

/** What the classes of the worker know of each other: they refer to nothing outside themselves, see `FrameCodec`. */
export interface LogTools {
  readonly codec: FrameCodec
  /** Opens a log in a file. */
  openLog(file: LogFile): LifeboatLog
  /** Opens what another tab has open, as it is now. */
  readLog(bytes: Uint8Array): LifeboatLog
}

interface OpenFile {
  readonly name: string
  readonly log: LifeboatLog
}

/**
 * The files of one session, as one tab's worker sees them: one is its own, those of dead tabs are folded into it, those that
 * living tabs have open are only read. New before old: a file goes when what it said is in another one.
 */
export class SessionFiles {
  declare private readonly folder: LogFolder
  declare private readonly tools: LogTools
  declare private own: OpenFile | undefined
  /** Files of living tabs, as they were when this was aligned. */
  declare private others: LifeboatLog[]
  /** Every handle that is open: an open one keeps all other tabs out. */
  declare private readonly handles: Set<LogFile>

  constructor(folder: LogFolder, tools: LogTools) {
    this.folder = folder
    this.tools = tools
    this.own = undefined
    this.others = []
    this.handles = new Set()
  }

  /** Brings the copy into agreement with what the database holds, as far as it can without the rows it lacks. */
  async align(stock: Stock): Promise<Alignment> {
    const files = await this.openFiles()
    const isEmpty = files.every(({ log }) => log.rows.length === 0) && this.others.every((log) => log.rows.length === 0)
    if (stock.position === 0 && !isEmpty) {
      for (const file of files) if (file !== this.own) this.shut(file)
      return { type: 'unsure' }
    }
    const held = new Map(stock.rows.map((row) => [`${row.revision}/${row.part}`, row] as const))
    const kept: OpenFile[] = []
    for (const file of files) {
      if (this.isForeign(file.log, stock, held)) await this.setAside(file)
      else kept.push(file)
    }
    this.others = this.others.filter((log) => !this.isForeign(log, stock, held))
    await this.fold(kept)
    this.own?.log.addGone(
      this.own.log.rows
        .filter((entry) => entry.revision <= stock.position && !held.has(`${entry.revision}/${entry.part}`))
        .map(({ revision, part, checksum }) => [revision, part, checksum]),
    )
    this.own?.log.flush()
    return {
      type: 'aligned',
      missing: stock.rows.filter((row) => !this.isHeld(row)).map(({ revision, part }) => ({ revision, part })),
    }
  }

  async write(entries: readonly CopyEntry[]): Promise<void> {
    const { log } = (this.own = this.own ?? (await this.create()))
    for (const entry of entries) {
      if (entry.type === 'card') log.addCard(entry.card)
      else if (entry.type === 'row') this.addRow(log, entry.row)
      else this.retire(log, entry)
    }
    log.flush()
    if (log.length - log.liveLength > Math.max(log.liveLength, 65_536)) await this.rewrite()
  }

  /** Lets go of the files. One that says nothing is removed. */
  async close(): Promise<void> {
    const { own } = this
    this.release()
    if (own !== undefined && own.log.rows.length === 0) await this.folder.removeEntry(own.name)
  }

  /** Lets go of the files, whatever is in them. */
  release(): void {
    this.own = undefined
    for (const handle of this.handles) handle.close()
    this.handles.clear()
  }

  private shut({ log }: OpenFile): void {
    log.file.close()
    this.handles.delete(log.file)
  }

  private openLog(name: string, handle: LogFile): OpenFile {
    this.handles.add(handle)
    return { name, log: this.tools.openLog(handle) }
  }

  private addRow(log: LifeboatLog, row: SegmentRow): void {
    const known = log.entry(row)
    const form = row.reason === 'retired' ? 'emptied' : 'row'
    if (known?.form !== form || known.checksum !== row.checksum) log.addRow(row)
  }

  private retire(log: LifeboatLog, { keys, mode }: Extract<CopyEntry, { type: 'retire' }>): void {
    const gone: RowKey[] = []
    log.flush()
    for (const key of keys) {
      const entry = log.entry(key)
      const row = mode === 'empty' && entry?.form === 'row' ? log.readRow(entry) : undefined
      if (row !== undefined) log.addRow(Object.assign({}, row, { reason: 'retired', payload: '', binaries: undefined }))
      else if (mode === 'remove' || entry?.form !== 'emptied') gone.push(key)
    }
    log.addGone(gone.map((key) => [key.revision, key.part, log.entry(key)?.checksum ?? -1]))
  }

  private async openFiles(): Promise<OpenFile[]> {
    const files: OpenFile[] = this.own === undefined ? [] : [this.own]
    this.others = []
    const handles = this.folder.values()
    for (let next = await handles.next(); next.done !== true; next = await handles.next()) {
      const handle = next.value
      if (handle.kind !== 'file' || !handle.name.endsWith('.log') || handle.name === this.own?.name) continue
      const file = await handle.createSyncAccessHandle().catch(() => undefined)
      if (file === undefined) await this.readOther(handle)
      else files.push(this.openLog(handle.name, file))
    }
    return files
  }

  /** Another tab has it open, or has removed it meanwhile, or is writing to it: then it is not there for us. */
  private async readOther(handle: LogFileHandle): Promise<void> {
    const buffer = await handle
      .getFile()
      .then((file) => file.arrayBuffer())
      .catch(() => undefined)
    if (buffer !== undefined) this.others.push(this.tools.readLog(new Uint8Array(buffer)))
  }

  /**
   * Whether it is a copy of another log: the database was lost, could not be restored from here, and began again. What it
   * says of rows that are not in the database any more is no sign: those were let go.
   */
  private isForeign(log: LifeboatLog, stock: Stock, held: ReadonlyMap<string, StockRow>): boolean {
    let commonCount = 0
    let isAhead = false
    for (const { revision, part, checksum } of log.rows) {
      const row = held.get(`${revision}/${part}`)
      if (row !== undefined && !Number.isNaN(row.checksum) && row.checksum !== checksum) return true
      if (row !== undefined) commonCount += 1
      else if (revision > stock.position) isAhead = true
    }
    return isAhead && (commonCount === 0 || !stock.isComplete)
  }

  /** Kept, and not asked any more, until the next one of them. */
  private async setAside(file: OpenFile): Promise<void> {
    const { name, log } = file
    const bytes = new Uint8Array(log.file.getSize())
    log.file.read(bytes, { at: 0 })
    const target = await (await this.folder.getFileHandle('aside.old', { create: true })).createSyncAccessHandle()
    try {
      target.truncate(0)
      target.write(bytes, { at: 0 })
      target.flush()
    } finally {
      target.close()
    }
    this.shut(file)
    if (file === this.own) this.own = undefined
    await this.folder.removeEntry(name)
  }

  /** The largest is kept, and takes over what the others say. */
  private async fold(files: readonly OpenFile[]): Promise<void> {
    const largest = files.reduce<OpenFile | undefined>(
      (best, file) => (best !== undefined && best.log.liveLength >= file.log.liveLength ? best : file),
      this.own,
    )
    if (largest === undefined) return
    this.own = this.own ?? largest
    const { log } = this.own
    const rest = files.filter((file) => file !== this.own)
    for (const other of rest) {
      for (const entry of other.log.rows) {
        const known = log.entry(entry)
        const isGone = known?.form === 'gone' && (known.checksum === entry.checksum || known.checksum === -1)
        if (known?.form === 'row' || known?.form === 'emptied' || isGone) continue
        log.addFrame(other.log, entry)
      }
      for (const { revision, part, checksum } of other.log.gone) {
        const known = log.entry({ revision, part })
        if (known?.form === 'row' && (checksum === -1 || checksum === known.checksum))
          log.addGone([[revision, part, checksum]])
      }
      const card = log.readCard() === undefined ? other.log.readCard() : undefined
      if (card !== undefined) log.addCard(card)
    }
    log.flush()
    for (const other of rest) {
      this.shut(other)
      await this.folder.removeEntry(other.name)
    }
  }

  private isHeld(row: StockRow): boolean {
    // What the database itself cannot give is not to be had.
    if (Number.isNaN(row.checksum)) return true
    const logs = this.own === undefined ? this.others : this.others.concat(this.own.log)
    return logs.some((log) => {
      const entry = log.entry(row)
      const form = row.isEmptied ? 'emptied' : 'row'
      return entry !== undefined && entry.form === form && entry.checksum === row.checksum
    })
  }

  private async create(): Promise<OpenFile> {
    const name = `${crypto.randomUUID()}.log`
    const handle = await this.folder.getFileHandle(name, { create: true })
    return this.openLog(name, await handle.createSyncAccessHandle())
  }

  /** Half of it or more says nothing any more. */
  private async rewrite(): Promise<void> {
    const { own } = this
    if (own === undefined) return
    const target = await this.create()
    try {
      own.log.copyTo(target.log, this.others.length > 0)
    } catch (cause) {
      this.shut(target)
      await this.folder.removeEntry(target.name)
      throw cause
    }
    this.own = target
    this.shut(own)
    await this.folder.removeEntry(own.name)
  }
}
