/** The position in an element's text under a point of the window, or `undefined` where the browser cannot say. */
export function caretAt(x: number, y: number, element: Element): number | undefined {
  const { node, offset } = pointAt(x, y) ?? {}
  return node !== undefined && node.parentNode === element && node.nodeType === Node.TEXT_NODE ? offset : undefined
}

function pointAt(x: number, y: number): { node: Node; offset: number } | undefined {
  if ('caretPositionFromPoint' in document) {
    const position = document.caretPositionFromPoint(x, y)
    return position === null ? undefined : { node: position.offsetNode, offset: position.offset }
  }
  return undefined
}
