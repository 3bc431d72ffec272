import { ConsoleStdout, File, type Inode, OpenFile, PreopenDirectory, WASI } from '@bjorn3/browser_wasi_shim'
import { type FliteSettings, fliteArguments } from './fliteSettings.ts'

const folder = '/box'
const inputFile = 'text.txt'
const outputFile = 'speech.wav'

/**
 * Speaks one text with a new instance of the compiled program: flite is a `main()`, which can run only once. The text goes in as a
 * file, for two reasons: flite then works sentence by sentence in constant memory (given as an argument, 8,000 characters took 376 MB),
 * and the WASI shim reserves one byte per character for arguments.
 *
 * @returns the bytes of a WAV file.
 * @throws Error when flite ends without one, with what it printed.
 */
export async function runFlite(module: WebAssembly.Module, settings: FliteSettings, text: string): Promise<Uint8Array> {
  let printed = ''
  const decoder = new TextDecoder()
  const print = () => new ConsoleStdout((bytes) => (printed += decoder.decode(bytes, { stream: true })))
  // Without the newline flite loses a last sentence of one word: it stops at the end of the file before speaking what it has read.
  const input = new File(new TextEncoder().encode(`${text}\n`))
  const files = new Map<string, Inode>([[inputFile, input]])
  const args = ['flite', ...fliteArguments(settings), '-f', `${folder}/${inputFile}`, '-o', `${folder}/${outputFile}`]
  const descriptors = [new OpenFile(new File([])), print(), print(), new PreopenDirectory(folder, files)]
  const wasi = new WASI(args, [], descriptors, { debug: false })
  const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi.wasiImport })
  const exitCode = wasi.start({ exports: commandExports(instance) })
  const output = files.get(outputFile)
  if (exitCode !== 0 || !(output instanceof File)) {
    throw new Error(`flite ended with ${exitCode} and no sound. ${printed.trim()}`.trim())
  }
  return output.data
}

/** The two exports every WASI program has, checked instead of assumed. */
function commandExports(instance: WebAssembly.Instance) {
  const { memory, _start: start } = instance.exports
  if (!(memory instanceof WebAssembly.Memory) || typeof start !== 'function') throw new Error('not a WASI program')
  return { memory, _start: (): unknown => start() }
}
