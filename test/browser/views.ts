import { DESK, PHONE, TABLET } from './pages.ts'

/** Set by `npm run test:pages`: every width and theme, not one a page. */
const ALL = process.env.EVERY_WIDTH_AND_THEME === '1'

const VIEWS = [
  { viewport: DESK, colorScheme: 'light' },
  { viewport: DESK, colorScheme: 'dark' },
  { viewport: TABLET, colorScheme: 'dark' },
  { viewport: TABLET, colorScheme: 'light' },
  { viewport: PHONE, colorScheme: 'light' },
  { viewport: PHONE, colorScheme: 'dark' },
] as const

export type View = (typeof VIEWS)[number]

/**
 * Widths and themes in which a page is looked at.
 *
 * @param index of the page, so that pages share out the views among them.
 */
export function viewsFor(index: number): readonly View[] {
  return ALL ? VIEWS : VIEWS.slice(index % VIEWS.length, (index % VIEWS.length) + 1)
}
