const GAP_PX = 6
const MARGIN_PX = 8

/** Puts a fixed panel under its anchor, or above where there is no room, aligned with the anchor's start and inside the window. */
export function placeBeside(panel: HTMLElement, anchor: HTMLElement): void {
  const around = anchor.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = panel
  const isRightToLeft = getComputedStyle(anchor).direction === 'rtl'
  const wished = isRightToLeft ? around.right - width : around.left
  const left = Math.max(MARGIN_PX, Math.min(wished, document.documentElement.clientWidth - width - MARGIN_PX))
  const below = around.bottom + GAP_PX
  const above = around.top - GAP_PX - height
  const fitsBelow = below + height <= window.innerHeight - MARGIN_PX
  panel.style.left = `${left}px`
  panel.style.top = `${fitsBelow || above < MARGIN_PX ? below : above}px`
}
