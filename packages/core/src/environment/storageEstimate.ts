/** What the browser says of the room for this site. Advice only: what it calls quota is not free space (PLATFORM.md 2.5). */
export interface StorageEstimateInfo {
  /** Bytes; `undefined` where the browser does not say. */
  readonly usage: number | undefined
  readonly quota: number | undefined
  /** Whether the browser has promised not to clear this site's data by itself. */
  readonly isPersisted: boolean | undefined
}

/** Never rejects: a browser that does not say leaves its answer out. */
export async function estimateStorage(): Promise<StorageEstimateInfo> {
  const { storage } = typeof navigator === 'undefined' ? {} : (navigator as Partial<Navigator>)
  const [estimate, isPersisted] = await Promise.all([
    storage?.estimate?.().catch((): StorageEstimate => ({})),
    storage?.persisted?.().catch(() => undefined),
  ])
  return { usage: estimate?.usage, quota: estimate?.quota, isPersisted }
}
