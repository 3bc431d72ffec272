import { spawn, type ChildProcess } from 'node:child_process'

interface WatchedOptions {
  /** What ends everything that was started when the test run is gone. */
  readonly signal: 'KILL' | 'TERM'
  readonly env?: NodeJS.ProcessEnv
}

/**
 * Starts a program as the leader of a process group of its own, with stderr to be read. The group ends when the program does, and when
 * nobody holds the other end of stdin any more: a test run that is itself killed leaves no browser behind.
 */
export function spawnUnderWatch(command: string, args: readonly string[], options: WatchedOptions): ChildProcess {
  const { signal, env = process.env } = options
  const script = `("$0" "$@"; kill -${signal} 0) & read -r _; kill -${signal} 0`
  return spawn('sh', ['-c', script, command, ...args], { detached: true, stdio: ['pipe', 'ignore', 'pipe'], env })
}

/** Sends a signal to the program and to everything it has started. */
export function signalGroup(leader: ChildProcess, signal: NodeJS.Signals): void {
  if (leader.pid !== undefined) process.kill(-leader.pid, signal)
}
