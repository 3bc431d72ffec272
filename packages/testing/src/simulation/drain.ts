const setImmediate: unknown = Reflect.get(globalThis, 'setImmediate')

/** Lets everything that promises have set going come to rest. Taken when the module is loaded: fake timers come later. */
export const drain: () => Promise<void> =
  typeof setImmediate === 'function'
    ? () => new Promise((resolve) => void Reflect.apply(setImmediate, undefined, [resolve]))
    : () =>
        new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => {
            port1.close()
            resolve()
          }
          port2.postMessage(undefined)
        })
