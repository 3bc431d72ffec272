/** What a log is written in: a `FileSystemSyncAccessHandle`, or bytes in memory. */
export interface LogFile {
  getSize(): number
  read(into: Uint8Array, options: { readonly at: number }): number
  write(bytes: Uint8Array, options: { readonly at: number }): number
  truncate(size: number): void
  flush(): void
  close(): void
}
