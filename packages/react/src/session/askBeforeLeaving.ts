/** From now on the browser asks whoever leaves the page to stay, until the returned function is called. */
export function askBeforeLeaving(): () => void {
  const onBeforeUnload = (event: BeforeUnloadEvent): void => {
    event.preventDefault()
    // Chrome before 119 asks only when this is set (MDN, beforeunload).
    event.returnValue = true
  }
  window.addEventListener('beforeunload', onBeforeUnload)
  return () => window.removeEventListener('beforeunload', onBeforeUnload)
}
