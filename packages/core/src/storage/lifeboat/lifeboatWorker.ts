import { BytesFile } from './BytesFile.ts'
import { FrameCodec } from './FrameCodec.ts'
import { LifeboatLog } from './LifeboatLog.ts'
import { LifeboatServer } from './LifeboatServer.ts'
import { SessionFiles } from './SessionFiles.ts'
import { startLifeboat } from './startLifeboat.ts'

/**
 * The worker as a file of its own, for pages whose CSP refuses the one that the kit makes itself:
 * `new AutoSaveService({}, { lifeboat: { worker: () => new Worker(new URL('@autosave-kit/core/lifeboat-worker', import.meta.url), { type: 'module' }) } })`
 */
startLifeboat(self as unknown as Parameters<typeof startLifeboat>[0], [
  BytesFile,
  FrameCodec,
  LifeboatLog,
  SessionFiles,
  LifeboatServer,
])
