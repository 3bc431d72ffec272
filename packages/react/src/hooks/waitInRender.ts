import * as React from 'react'

/** Read by a name made at run time: bundlers refuse a name that React 18 does not export. */
const USE = 'use'

const settled = new WeakMap<Promise<unknown>, unknown>()

/**
 * What a promise came to; until then the nearest `<Suspense>` shows its fallback. The promise must not reject, and must be the same one in
 * the next render.
 */
export function waitInRender<TValue>(promise: Promise<TValue>): TValue {
  // React 19's own way.
  const wait = Reflect.get(React, USE) as ((usable: Promise<TValue>) => TValue) | undefined
  if (wait) return wait(promise)
  if (settled.has(promise)) return settled.get(promise) as TValue
  // React 18 waits for a promise that is thrown.
  const thrown: unknown = promise.then((value) => void settled.set(promise, value))
  throw thrown
}
