import { createElement, useEffect, useRef, useState, type ComponentType, type ReactNode } from 'react'
import { reportAppError } from '../session/reportAppError.ts'

interface LateProps<TProps> {
  /** Of the component, once it is there. */
  readonly props: TProps
  /** Shown until then. */
  readonly fallback?: ReactNode
  /** It cannot be had now, offline or after a deploy. Rendered anew, it is asked for again. */
  readonly onMissing?: (() => void) | undefined
}

interface LateComponent<TProps> {
  readonly Late: (props: LateProps<TProps>) => ReactNode
  /** Fetches it before it is needed. */
  readonly fetch: () => Promise<unknown>
}

/**
 * A component that an app does not load with its first screen. React's own `lazy` throws into the app's render when a file cannot be
 * had, and remembers that for ever.
 *
 * @param load - `async () => (await import('…')).Name`
 */
export function lateComponent<TProps extends object>(
  load: () => Promise<ComponentType<TProps>>,
): LateComponent<TProps> {
  let loaded: ComponentType<TProps> | undefined
  const fetch = async (): Promise<ComponentType<TProps>> => (loaded ??= await load())

  function Late({ props, fallback = null, onMissing }: LateProps<TProps>) {
    const [Component, setComponent] = useState(() => loaded)
    const isMissing = Component === undefined
    const missing = useRef(onMissing)
    useEffect(() => {
      missing.current = onMissing
    })
    useEffect(() => {
      if (!isMissing) return
      fetch().then(
        (own) => setComponent(() => own),
        (error: unknown) => {
          missing.current?.()
          reportAppError(error)
        },
      )
    }, [isMissing])
    return Component ? createElement(Component, props) : fallback
  }
  return { Late, fetch }
}
