/** Whether the key for commands is down: Command on a Mac, Control elsewhere. Either is taken, for people with the other's keyboard. */
export function isCommand(event: { readonly ctrlKey: boolean; readonly metaKey: boolean }): boolean {
  return event.ctrlKey || event.metaKey
}
