import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react'

/** Where browsers do not tell when they are idle. */
const IDLE_MS = 1500
/** On a machine that is never idle. */
const MOST_MS = 10_000
const LOOK_AGAIN_MS = 300

const notLoaded: (() => Promise<unknown>)[] = []

function whenIdle(act: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(act, { timeout: MOST_MS })
  else setTimeout(act, IDLE_MS)
}

/**
 * Loads what nobody has asked for so far, once nothing else is loaded: a dialog then opens at once, also where the
 * connection is gone by that time.
 *
 * @param isQuiet whether the page is there, with its data.
 */
export function loadTheRest(isQuiet: () => boolean): void {
  whenIdle(() => {
    if (!isQuiet()) {
      setTimeout(() => loadTheRest(isQuiet), LOOK_AGAIN_MS)
      return
    }
    // What cannot be loaded now is loaded when it is asked for.
    for (const load of notLoaded.splice(0)) load().catch(() => {})
  })
}

/**
 * A component that a page does not need to be used. It is loaded when it is shown, or once the page can be used.
 *
 * @param standIn what is there while it is loaded; without it, nothing.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  standIn: (props: Props) => ReactNode = () => null,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined
  const loadOnce = async () => {
    loaded ??= await load()
    return loaded
  }
  notLoaded.push(loadOnce)
  const Loaded = lazy(async () => ({ default: await loadOnce() }))
  // biome-ignore lint/correctness/noComponentHookFactories: called at the top of modules, once for each component
  return function Later(props: Props) {
    // What is loaded is drawn with what opens it, so that a field in it has the keyboard at once. It stays as it began.
    const [Ready] = useState(() => loaded)
    if (Ready !== undefined) return <Ready {...props} />
    return (
      <Suspense fallback={standIn(props)}>
        <Loaded {...props} />
      </Suspense>
    )
  }
}
