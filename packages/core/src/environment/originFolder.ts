/** The origin's own files (OPFS). Rejects where there are none: plain http, WebKitGTK, some private modes. */
export function originFolder(): Promise<FileSystemDirectoryHandle> {
  const storage: Partial<StorageManager> | undefined = typeof navigator === 'undefined' ? undefined : navigator.storage
  if (storage?.getDirectory !== undefined) return storage.getDirectory()
  return Promise.reject(new DOMException('This browser gives this page no files of its own.', 'NotSupportedError'))
}
