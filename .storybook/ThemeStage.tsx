import type { ComponentType } from 'react'

interface ThemeStageProps {
  /** `light`, `dark` or `side-by-side`. */
  readonly theme: string
  readonly story: ComponentType
}

/**
 * Shows a story on a page of the chosen colour scheme, or on one of each. The second of two is a picture: a story's play function looks
 * for one button, not for two.
 */
export function ThemeStage({ theme, story: Story }: ThemeStageProps) {
  const schemes = theme === 'side-by-side' ? ['light', 'dark'] : [theme]
  return (
    <div className="theme-stage">
      {schemes.map((scheme, index) => (
        <div
          key={scheme}
          inert={index > 0}
          aria-hidden={index > 0}
          className="theme-stage-page"
          data-theme={scheme}
          style={{ colorScheme: scheme }}
        >
          <Story />
        </div>
      ))}
    </div>
  )
}
