import type { BytesFile } from './BytesFile.ts'
import type { FrameCodec } from './FrameCodec.ts'
import type { LifeboatLog } from './LifeboatLog.ts'
import type { LifeboatServer } from './LifeboatServer.ts'
import type { LogFile } from './LogFile.ts'
import type { LogFolder } from './LogFolder.ts'
import type { SessionFiles } from './SessionFiles.ts'

type LifeboatClasses = readonly [
  typeof BytesFile,
  typeof FrameCodec,
  typeof LifeboatLog,
  typeof SessionFiles,
  typeof LifeboatServer,
]

type Scope = ConstructorParameters<typeof LifeboatServer>[0] & {
  readonly navigator: { readonly storage: { getDirectory(): Promise<LogFolder> } }
}

/** Puts the parts of the worker together. Refers to nothing outside itself, see `FrameCodec`. */
export function startLifeboat(scope: Scope, classes: LifeboatClasses): void {
  const Bytes = classes[0]
  const Codec = classes[1]
  const Log = classes[2]
  const Files = classes[3]
  const Server = classes[4]
  const codec = new Codec()
  function openLog(file: LogFile): LifeboatLog {
    const log = new Log(file, codec)
    log.open()
    return log
  }
  new Server(scope, {
    codec,
    openLog,
    readLog: (bytes) => openLog(new Bytes(bytes)),
    getRoot: () => scope.navigator.storage.getDirectory(),
    openSession: (folder, tools) => new Files(folder, tools),
  }).start()
}
