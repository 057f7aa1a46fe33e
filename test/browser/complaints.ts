import type { Page } from 'playwright-core'
import { axeFindings } from './axe.ts'
import { DESK } from './pages.ts'
import { smallTargets } from './small-targets.ts'
import type { View } from './views.ts'

/** Colours that are on their way to another theme are those of neither. */
const THEME_IS_THERE = `Promise.all(document.getAnimations()
  .filter((animation) => animation instanceof CSSTransition)
  .map((transition) => transition.finished.catch(() => {})))`

const HANGS_OUT = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'

/**
 * What somebody would complain about on a page that is shown, one text each: what axe finds, what hangs out at the side, and
 * what is pressed and too small for a finger. The page changes its theme as it does when the system does, and is not loaded
 * again for that.
 */
export async function complaintsAbout(page: Page, { viewport, colorSchemes }: View): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of colorSchemes) {
    await page.emulateMedia({ colorScheme })
    await page.evaluate(THEME_IS_THERE)
    for (const finding of await axeFindings(page)) found.push(`${colorScheme}: ${finding}`)
  }
  const pixels = await page.evaluate<number>(HANGS_OUT)
  if (pixels !== 0) found.push(`hangs out at the side by ${pixels} pixels`)
  if (viewport.width < DESK.width) {
    for (const target of await smallTargets(page)) found.push(`too small for a finger: ${target}`)
  }
  return found
}
