import { encodeBase64 } from './base64.ts'
import { runFlite } from './runFlite.ts'
import type { SpeechJob } from './SpeechEngine.ts'
import type { SpeechAudio } from './SpeechRequest.ts'
import { parseWav, repairWavSizes } from './wavFile.ts'

/** What the page sends. The program comes with each job: a compiled module is shared between threads, not copied. */
export interface SpeechOrder extends SpeechJob {
  readonly module: WebAssembly.Module
}

/** What comes back, exactly once per order. */
export type SpeechReply = { readonly audio: SpeechAudio } | { readonly failure: string }

self.addEventListener('message', (event: MessageEvent<SpeechOrder>) => {
  // A rejection nobody handles would stay in here; as an error it reaches the page, which is waiting for a reply.
  carryOut(event.data).then((reply) => self.postMessage(reply), reportError)
})

async function carryOut({ module, settings, text }: SpeechOrder): Promise<SpeechReply> {
  try {
    const bytes = await runFlite(module, settings, text)
    const wav = parseWav(bytes)
    if (wav.dataLength === 0) return { failure: 'flite wrote a WAV file without sound' }
    repairWavSizes(bytes, wav)
    return { audio: { audio: encodeBase64(bytes), mimeType: 'audio/wav', durationMs: wav.durationMs } }
  } catch (error) {
    return { failure: String(error) }
  }
}
