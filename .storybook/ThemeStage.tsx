import type { ComponentType } from 'react'

interface ThemeStageProps {
  /** `light`, `dark` or `side-by-side`. */
  readonly theme: string
  readonly story: ComponentType
}

/** Shows a story on a page of the chosen colour scheme, or on one of each. */
export function ThemeStage({ theme, story: Story }: ThemeStageProps) {
  const schemes = theme === 'side-by-side' ? ['light', 'dark'] : [theme]
  return (
    <div className="theme-stage">
      {schemes.map((scheme) => (
        <div key={scheme} className="theme-stage-page" data-theme={scheme} style={{ colorScheme: scheme }}>
          <Story />
        </div>
      ))}
    </div>
  )
}
