import t from 'tap'
import { until } from '../support/until.ts'
import { axeFindings } from './axe.ts'
import { whyNoBrowser } from './chromium.ts'
import { DESK, type Pages, PHONE, startPages, TABLET } from './pages.ts'
import { fillSmallInventory, type SmallInventory } from './small-inventory.ts'

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

/** Addresses with the title of the tab and a text that shows that the page is there. */
function addresses(
  { resistor, kit, list }: SmallInventory,
  pick: number,
): [path: string, title: RegExp, text: RegExp][] {
  return [
    ['/', /^Parts inventory$/, /How full the boxes are/],
    ['/parts', /^Parts · /, /3 parts/],
    ['/parts?q=4k7', /^4k7 · /, /1 part/],
    ['/parts?q=nothing+like+this', /nothing like this/, /No part fits/],
    [`/parts/${resistor}`, new RegExp(`^${resistor} Thick film`), /180/],
    ['/parts/ZZZZ', /^ZZZZ/, /There is no such part/],
    ['/new', /^New part/, /Then/],
    ['/boxes', /^Boxes/, /Resistors/],
    ['/boxes/2?slot=12', /^Box 2/, /TPS54331DR/],
    ['/boxes/2?tab=contents', /^Box 2/, /TPS54331DR/],
    ['/kits', /^Kits/, /Bench supply/],
    [`/kits/${kit}`, /^Bench supply/, /can be built now/],
    [`/kits/${kit}?tab=picks`, /^Bench supply/, /lines picked/],
    [`/pick/${pick}`, /^Pick Bench supply/, /of \d+ lines picked/],
    ['/shopping', /^Shopping/, /Winter restock/],
    [`/shopping/${list}`, /^Winter restock/, /LCSC/],
    ['/tasks', /^Tasks/, /Ended/],
    ['/history', /^History/, /Added 34 pieces/],
    ['/history?what=add&since=today', /^History/, /Added 34 pieces/],
    ['/system', /^System/, /Ready/],
    ['/no/such/page', /inventory/, /There is no such page/],
  ]
}

async function pickListOf(pages: Pages, kit: number, led: string): Promise<number> {
  const payload = { requested_units: 2, shortfall_handling: { [led]: { action: 'omit' } } }
  const made = await pages.app.inject({ method: 'POST', url: `/api/kits/${kit}/pick-lists`, payload })
  return made.json().id
}

t.test(
  'every page opens by its address, survives a reload, and has nothing that axe finds',
  { skip: whyNoBrowser() },
  async (t) => {
    const pages = await startPages(t)
    const inventory = await fillSmallInventory(pages.app)
    const pick = await pickListOf(pages, inventory.kit, inventory.led)
    for (const [index, [path, title, text]] of addresses(inventory, pick).entries()) {
      const views = ALL ? VIEWS : VIEWS.slice(index % VIEWS.length, (index % VIEWS.length) + 1)
      for (const view of views) {
        const name = `${path} at ${view.viewport.width}, ${view.colorScheme}`
        const { page, problems } = await pages.open(path, view)
        await page.getByText(text).first().waitFor()
        await until(async () => title.test(await page.title()))
        await page.reload()
        await page.getByText(text).first().waitFor()
        await page.waitForLoadState('load')
        t.strictSame(await axeFindings(page), [], `${name}: axe`)
        const expected = path === '/parts/ZZZZ' ? /answered 404|status of 404/ : /^$/
        t.strictSame(
          problems.filter((problem) => !expected.test(problem)),
          [],
          `${name}: nothing to complain about`,
        )
        const overflow = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        )
        t.equal(overflow, 0, `${name}: no part of the page hangs out at the side`)
        await page.context().close()
      }
    }
  },
)
