/** A ring that comes back to its start, with the hands of a clock. */
export function RecoveryIcon() {
  return (
    <svg className="autosave-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d="M2.75 8a5.25 5.25 0 1 0 1.6-3.8M2.75 2.25v2.5h2.5M8 5.25V8l2 1.25" />
    </svg>
  )
}
