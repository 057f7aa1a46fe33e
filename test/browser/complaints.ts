import type { Page } from 'playwright-core'
import { axeFindings } from './axe.ts'
import { DESK } from './pages.ts'
import { smallTargets } from './small-targets.ts'
import type { View } from './views.ts'

/** Ends when no colour is on its way to another theme, where it is that of neither. */
const COLOURS_ARE_THERE = `Promise.all(document.getAnimations()
  .filter((animation) => animation instanceof CSSTransition)
  .map((transition) => transition.finished.catch(() => {})))`

/** Changes the theme of the system. A page hears of that with a frame of its own. */
async function changeTheme(page: Page, colorScheme: View['colorSchemes'][number]): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.locator(`:root[data-mantine-color-scheme="${colorScheme}"]`).waitFor({ state: 'attached' })
  await page.evaluate(COLOURS_ARE_THERE)
}

const HANGS_OUT = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'

/**
 * What somebody would complain about on a page that is shown, one text each: what axe finds, what hangs out at the side, and
 * what is pressed and too small for a finger. The page changes its theme as it does when the system does, and is not loaded
 * again for that.
 */
export async function complaintsAbout(page: Page, { viewport, colorSchemes }: View): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of colorSchemes) {
    await changeTheme(page, colorScheme)
    for (const finding of await axeFindings(page)) found.push(`${colorScheme}: ${finding}`)
  }
  const pixels = await page.evaluate<number>(HANGS_OUT)
  if (pixels !== 0) found.push(`hangs out at the side by ${pixels} pixels`)
  if (viewport.width < DESK.width) {
    for (const target of await smallTargets(page)) found.push(`too small for a finger: ${target}`)
  }
  return found
}
