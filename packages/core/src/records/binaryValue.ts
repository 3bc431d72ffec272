type ViewName =
  | 'Int8Array'
  | 'Uint8Array'
  | 'Uint8ClampedArray'
  | 'Int16Array'
  | 'Uint16Array'
  | 'Int32Array'
  | 'Uint32Array'
  | 'Float32Array'
  | 'Float64Array'
  | 'BigInt64Array'
  | 'BigUint64Array'
  | 'DataView'

/** The classes of binary data that come back as what they were. */
const VIEWS: Readonly<Record<ViewName, new (buffer: ArrayBuffer) => ArrayBufferView>> = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  DataView,
}

/** What a binary is, beside its bytes. */
export interface BinaryType {
  readonly type: ViewName | 'ArrayBuffer' | 'Blob' | 'File'
  /** Of a `Blob` or `File`. */
  readonly mime?: string
  /** Of a `File`. */
  readonly name?: string
  readonly lastModified?: number
}

export interface BinaryContent {
  readonly type: BinaryType
  /** The value's own memory: to be copied before it is kept. */
  readonly bytes: Uint8Array
}

/** A typed array, a `DataView` or an `ArrayBuffer` as its bytes; `undefined` for anything else, shared memory included. */
export function readBinary(value: object): BinaryContent | undefined {
  if (value instanceof ArrayBuffer) return { type: { type: 'ArrayBuffer' }, bytes: new Uint8Array(value) }
  if (!ArrayBuffer.isView(value) || !(value.buffer instanceof ArrayBuffer)) return undefined
  const name = Object.prototype.toString.call(value).slice(8, -1)
  if (!isViewName(name)) return undefined
  return { type: { type: name }, bytes: new Uint8Array(value.buffer, value.byteOffset, value.byteLength) }
}

/** Files and blobs, told by their looks: the core runs where those classes do not exist. */
export function isBlob(value: object): value is Blob {
  const tag = Object.prototype.toString.call(value)
  return tag === '[object File]' || tag === '[object Blob]'
}

export function blobType(blob: Blob): BinaryType {
  if (Object.prototype.toString.call(blob) !== '[object File]') return { type: 'Blob', mime: blob.type }
  // What says it is a File has a file's two facts.
  const { name, lastModified } = blob as File
  return { type: 'File', mime: blob.type, name, lastModified }
}

/** @throws TypeError or RangeError when the bytes are not such a value's: the record is damaged. */
export function makeBinary(
  { type, mime = '', name = '', lastModified = 0 }: BinaryType,
  contents: readonly Uint8Array[],
): unknown {
  // Memory of its own, so that no two values share any, and every view begins where its elements are aligned.
  const bytes = new Uint8Array(contents.reduce((sum, { length }) => sum + length, 0))
  let end = 0
  for (const content of contents) {
    bytes.set(content, end)
    end += content.length
  }
  const { buffer } = bytes
  if (type === 'ArrayBuffer') return buffer
  if (type === 'Blob') return new Blob([buffer], { type: mime })
  if (type === 'File') return new File([buffer], name, { type: mime, lastModified })
  if (!isViewName(type)) throw new TypeError(`unknown binary ${String(type)}`)
  return new VIEWS[type](buffer)
}

function isViewName(name: string): name is ViewName {
  return Object.hasOwn(VIEWS, name)
}
