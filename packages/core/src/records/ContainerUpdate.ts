import { type BodyPiece, ContainerBody } from './ContainerBody.ts'
import { checksum } from './checksum.ts'
import { scalarText } from './encodeInline.ts'
import type { EncodingRun, RecordPlace } from './EncodingRun.ts'
import { UNDEFINED_TEXT } from './encodeScalar.ts'
import { EXCLUDED, Omission, REFUSED } from './Omission.ts'
import type { PathMatcher } from '../exclusion/PathMatcher.ts'
import { formatPiecesBody } from './piecesBody.ts'
import { type LeftOut, NONE, type PieceNode, type RecordNode } from './StateRecord.ts'
import { type ContainerKind, isInline } from './stateRules.ts'

/** A container that is split, and what it was committed as. */
export interface SplitContainer {
  readonly place: RecordPlace
  readonly kind: ContainerKind
  readonly value: object
  readonly matcher: PathMatcher
  readonly previous: RecordNode | undefined
}

/** Where a member stands in its container. */
export interface MemberPlace {
  /** As rules and reports know it. An array's index stays a number: it is made a text only when somebody asks. */
  readonly name: string | number
  /** As the body of an object or map names it: JSON text. */
  readonly keyText: string | undefined
}

/** A split container, put together member by member in their order. */
export class ContainerUpdate {
  readonly run: EncodingRun
  readonly container: SplitContainer
  /** Members as they were committed: one place each. */
  readonly old: readonly (RecordNode | undefined)[]
  readonly #body = new ContainerBody()
  readonly #children: (RecordNode | undefined)[] = []
  readonly #leftOut: LeftOut[] = []
  readonly #isKept: Uint8Array

  constructor(run: EncodingRun, container: SplitContainer) {
    this.run = run
    this.container = container
    this.old = container.previous?.children ?? NONE
    this.#isKept = new Uint8Array(this.old.length)
  }

  /** A member that has a record. `oldIndex`: where it stood, -1 when it is new. */
  addNode(name: string | number, node: RecordNode, oldIndex: number): void {
    if (oldIndex >= 0) this.#isKept[oldIndex] = 1
    for (const { path, isExcluded } of node.leftOut) {
      this.#leftOut.push({ path: path === '' ? String(name) : `${name}.${path}`, isExcluded })
    }
    this.#children.push(node)
    this.#body.addRecord(node.id)
  }

  /** Adds a member that needs no record of its own, or cannot be stored; `false` when it does need one. */
  addInline(place: MemberPlace, value: unknown, below: PathMatcher | 'excluded'): boolean {
    if (below === 'excluded') this.omit(place, EXCLUDED)
    else if (value === REFUSED) this.omit(place, REFUSED)
    else if (!isInline(value)) return false
    else {
      const text = below.isPassage ? EXCLUDED : scalarText(value)
      if (text instanceof Omission) this.omit(place, text)
      else this.#addValue(place, text)
    }
    return true
  }

  omit(place: MemberPlace, omission: Omission): void {
    if (!omission.isSilent) this.#leftOut.push({ path: String(place.name), isExcluded: omission.isExcluded })
    // An element that is left out keeps its place, so that its neighbours keep theirs. Elsewhere there are no places.
    if (this.container.kind === 'array') this.#addValue(place, UNDEFINED_TEXT)
  }

  *finish(): Generator<void, RecordNode, void> {
    const { place, kind, value, previous } = this.container
    for (let index = this.#isKept.indexOf(0); index !== -1; index = this.#isKept.indexOf(0, index + 1)) {
      const child = this.old[index]
      if (child !== undefined) this.run.remove(child)
    }
    const cut: BodyPiece[] = []
    for (const piece of this.#body.pieces()) {
      cut.push(piece)
      if (this.run.isDue()) yield
    }
    const oldPieces = previous?.pieces ?? NONE
    const pieces = cut.length === 1 ? NONE : yield* this.#writePieces(cut, oldPieces)
    if (pieces.length === 0) this.run.removePieces(oldPieces)
    const body = pieces.length === 0 ? (cut[0]?.text ?? '[]') : formatPiecesBody(pieces)
    const [children, leftOut] = [this.#children, this.#leftOut.length === 0 ? NONE : this.#leftOut]
    return this.run.write(place, { kind, value, body, children, pieces, leftOut }, previous)
  }

  #addValue({ keyText }: MemberPlace, text: string): void {
    this.#children.push(undefined)
    this.#body.addValue(keyText, text)
  }

  /** A piece with the same text is the same piece; the others take over the ids of those that are gone. */
  *#writePieces(cut: readonly BodyPiece[], old: readonly PieceNode[]): Generator<void, PieceNode[], void> {
    const free = new Map<PieceNode['checksum'], PieceNode[]>()
    for (const piece of old) free.set(piece.checksum, [...(free.get(piece.checksum) ?? []), piece])
    const same = free.size === 0 ? NONE : cut.map(({ text }) => free.get(checksum(text))?.shift())
    const rest = Array.from(free.values()).flat().values()
    const pieces: PieceNode[] = []
    for (const [index, { text, itemCount }] of cut.entries()) {
      const piece = same[index]
      if (piece !== undefined) pieces.push({ ...piece, length: itemCount })
      else pieces.push(this.run.writePiece(rest.next().value?.id ?? this.run.takeId(), text, itemCount))
      if (this.run.isDue()) yield
    }
    this.run.removePieces(Array.from(rest))
    return pieces
  }
}
