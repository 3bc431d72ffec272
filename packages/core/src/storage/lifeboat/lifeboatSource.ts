import { BytesFile } from './BytesFile.ts'
import { FrameCodec } from './FrameCodec.ts'
import { LifeboatLog } from './LifeboatLog.ts'
import { LifeboatServer } from './LifeboatServer.ts'
import { SessionFiles } from './SessionFiles.ts'
import { startLifeboat } from './startLifeboat.ts'

/**
 * The worker as a script: the classes' own sources, which know each other only by what they are handed. A bundler may rename,
 * shrink and lower them as it does the rest of the app. `__name` is what esbuild calls where names are to be kept.
 */
export function lifeboatSource(): string {
  const classes = [BytesFile, FrameCodec, LifeboatLog, SessionFiles, LifeboatServer]
  return `'use strict';const __name=(value)=>value;(${String(startLifeboat)})(self,[${classes.map(String).join(',')}])`
}
