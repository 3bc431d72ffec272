/** Parts of a state by their paths, which read from left to right in every language. */
export function PathList({ paths }: { readonly paths: readonly string[] }) {
  return (
    <ul className="autosave-paths">
      {paths.map((path) => (
        <li key={path}>
          <code dir="ltr">{path}</code>
        </li>
      ))}
    </ul>
  )
}
