import type { Clock } from '../../schedule/Clock.ts'

/** What `answer` resolves with, or a rejection when that takes longer than `limitMs`. */
export function within<TResult>(answer: Promise<TResult>, limitMs: number, clock: Clock): Promise<TResult> {
  return new Promise((resolve, reject) => {
    const cancel = clock.setTimer(() => reject(new Error(`no answer within ${limitMs} ms`)), limitMs)
    answer.then(
      (value) => {
        cancel()
        resolve(value)
      },
      (error: unknown) => {
        cancel()
        reject(error)
      },
    )
  })
}
