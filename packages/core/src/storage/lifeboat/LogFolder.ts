import type { LogFile } from './LogFile.ts'

/** What the second copy uses of a file of OPFS. */
export interface LogFileHandle {
  readonly kind: 'file'
  readonly name: string
  getFile(): Promise<Blob>
  /** Only in dedicated workers, and only one at a time: rejects while another tab has the file open. */
  createSyncAccessHandle(): Promise<LogFile>
}

/** What the second copy uses of a folder of OPFS. */
export interface LogFolder {
  readonly kind: 'directory'
  readonly name: string
  values(): AsyncIterableIterator<LogFileHandle | LogFolder>
  getFileHandle(name: string, options?: { readonly create: boolean }): Promise<LogFileHandle>
  getDirectoryHandle(name: string, options?: { readonly create: boolean }): Promise<LogFolder>
  removeEntry(name: string): Promise<void>
}
