import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react'
import { untilCalm } from './until-calm.ts'

const LOOK_AGAIN_MS = 300

const notLoaded: (() => Promise<unknown>)[] = []

/** Ends when the page has been quiet twice: what was loaded last may ask for its data only now. */
async function untilQuiet(isQuiet: () => boolean): Promise<void> {
  for (let seen = 0; seen < 2; seen = isQuiet() ? seen + 1 : 0) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
    await untilCalm()
  }
}

/**
 * Loads what nobody has asked for so far, once nothing else is loaded: a dialog then opens at once, also where the
 * connection is gone by that time. One after the other: together they would hold up whoever scrolls or types by then.
 *
 * @param isQuiet whether the page is there, with its data.
 */
export async function loadTheRest(isQuiet: () => boolean): Promise<void> {
  await untilQuiet(isQuiet)
  for (let load = notLoaded.shift(); load !== undefined; load = notLoaded.shift()) {
    // What cannot be loaded now is loaded when it is asked for.
    await load().catch(() => {})
    await untilCalm()
  }
}

/**
 * A component that a page does not need to be used. It is loaded when it is shown, or once the page can be used.
 *
 * @param standIn what is there while it is loaded; without it, nothing.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  standIn: (props: Props) => ReactNode = () => null,
): ComponentType<Props> & { load: () => void } {
  let loaded: ComponentType<Props> | undefined
  const loadOnce = async () => {
    loaded ??= await load()
    return loaded
  }
  notLoaded.push(loadOnce)
  const Loaded = lazy(async () => ({ default: await loadOnce() }))
  // biome-ignore lint/correctness/noComponentHookFactories: called at the top of modules, once for each component
  function Later(props: Props) {
    // What is loaded is drawn with what opens it, so that a field in it has the keyboard at once. It stays as it began.
    const [Ready] = useState(() => loaded)
    if (Ready !== undefined) return <Ready {...props} />
    return (
      <Suspense fallback={standIn(props)}>
        <Loaded {...props} />
      </Suspense>
    )
  }
  // Who is about to show it has it loaded before. What cannot be loaded now is loaded when it is shown.
  return Object.assign(Later, { load: () => void loadOnce().catch(() => {}) })
}
