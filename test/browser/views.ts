import { DESK, PHONE, TABLET } from './pages.ts'

/** Set by `npm run test:pages`: every width and theme, not one a page. */
const ALL = process.env.EVERY_WIDTH_AND_THEME === '1'

const WIDTHS = [DESK, TABLET, PHONE]
const SCHEMES = ['light', 'dark'] as const

/** A width, and the themes in which a page of that width is looked at. */
export interface View {
  viewport: typeof DESK
  colorSchemes: readonly (typeof SCHEMES)[number][]
}

const EVERY: readonly View[] = WIDTHS.map((viewport) => ({ viewport, colorSchemes: SCHEMES }))
const EACH: readonly View[] = SCHEMES.flatMap((scheme) =>
  WIDTHS.map((viewport) => ({ viewport, colorSchemes: [scheme] })),
)

/**
 * Widths and themes in which a page is looked at.
 *
 * @param index of the page, so that pages share out the views among them.
 */
export function viewsFor(index: number): readonly View[] {
  return ALL ? EVERY : EACH.slice(index % EACH.length, (index % EACH.length) + 1)
}
