/** The next task: what the page did before is over, and what `run` does is in tasks that it shares with nobody. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port2.onmessage = () => {
      port2.close()
      resolve()
    }
    port1.postMessage(0)
  })
}

/** Runs between two marks; the runner adds up the main thread's tasks between them. */
export async function timed<TResult>(name: string, run: () => Promise<TResult>): Promise<TResult> {
  await nextTask()
  performance.mark(`bench:start:${name}`)
  const result = await run()
  performance.mark(`bench:end:${name}`)
  await nextTask()
  return result
}
