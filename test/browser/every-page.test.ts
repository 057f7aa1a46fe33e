import t from 'tap'
import { until } from '../support/until.ts'
import { whyNoBrowser } from './chromium.ts'
import { complaintsAbout } from './complaints.ts'
import { type OpenedPage, type Pages, startPages } from './pages.ts'
import { fillSmallInventory, type SmallInventory } from './small-inventory.ts'
import { type View, viewsFor } from './views.ts'

/** Addresses with the title of the tab and a text that shows that the page is there. */
function addresses(
  { resistor, kit, list }: SmallInventory,
  pick: number,
  imported: number,
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
    ['/boxes?view=list', /^Boxes/, /Resistors/],
    [`/boxes?slot=${resistor}`, /^Boxes/, /Put 10 in 1-/],
    ['/boxes/2?slot=12', /^Box 2/, /TPS54331DR/],
    ['/boxes/2?tab=contents', /^Box 2/, /TPS54331DR/],
    ['/boxes/2/count', /^Count box 2/, /Count 2 piles/],
    ['/boxes/1/count', /^Count box 1/, /0 of 1 pile counted/],
    ['/kits', /^Kits/, /Bench supply/],
    [`/kits/${kit}`, /^Bench supply/, /can be built now/],
    [`/kits/${kit}/compare`, /^Compare Bench supply/, /Pieces that one unit/],
    [`/kits/${kit}?tab=picks`, /^Bench supply/, /lines picked/],
    [`/pick/${pick}`, /^Pick Bench supply/, /of \d+ lines picked/],
    ['/shopping', /^Shopping/, /Winter restock/],
    [`/shopping/${list}`, /^Winter restock/, /LCSC/],
    ['/import', /^Import/, /Drop a file here/],
    [`/import/${imported}`, /^cart\.txt/, /Noticed in the file/],
    [`/import/${imported}?step=rows&row=2`, /^cart\.txt/, /What will happen/],
    ['/export', /^Export/, /The whole inventory/],
    ['/scan', /^Scan/, /A hand scanner works without a click/],
    [`/scan?code=${resistor}`, /^Scan/, /Take 1 from 1-2/],
    ['/labels', /^Labels/, /No labels wait/],
    [`/labels?of=part:${resistor}*3`, /^Labels/, /Print 3 labels on 1 sheet/],
    ['/tasks', /^Tasks/, /Ended/],
    ['/history', /^History/, /Added 34 pieces/],
    ['/history?what=add&since=today', /^History/, /Added 34 pieces/],
    ['/system', /^System/, /Ready/],
    ['/system/runbooks', /^Runbooks/, /What to do about each alarm/],
    ['/system/runbooks#inventorypollerstale', /^Runbooks/, /A polling callback has not succeeded/],
    ['/people', /^People and devices/, /Nobody signs in here/],
    ['/no/such/page', /inventory/, /There is no such page/],
  ]
}

async function pickListOf(pages: Pages, kit: number, led: string): Promise<number> {
  const payload = { requested_units: 2, shortfall_handling: { [led]: { action: 'omit' } } }
  const made = await pages.app.inject({ method: 'POST', url: `/api/kits/${kit}/pick-lists`, payload })
  return made.json().id
}

/** An import that waits, with one row that is known and one that is not. */
async function importIn({ app }: Pages): Promise<number> {
  const payload = { text: 'MPN,Qty\nRC0603FR-074K7L,10\nX-1,few', file_name: 'cart.txt', kind: 'cart' }
  const { id } = (await app.inject({ method: 'POST', url: '/api/imports', payload })).json()
  await until(async () => (await app.inject(`/api/imports/${id}`)).json().status === 'proposed')
  return id
}

t.test(
  'every page opens by its address, survives a reload, and has nothing that axe finds',
  { skip: whyNoBrowser() },
  async (t) => {
    const pages = await startPages(t)
    const inventory = await fillSmallInventory(pages.app)
    const pick = await pickListOf(pages, inventory.kit, inventory.led)
    const imported = await importIn(pages)
    await pages.app.inject({ method: 'POST', url: '/api/boxes/1/counts' })
    const browsers = new Map<number, OpenedPage>()
    const open = async (path: string, { viewport }: View): Promise<OpenedPage> => {
      const known = browsers.get(viewport.width)
      const opened = known ?? (await pages.open(path, { viewport }))
      await known?.startAnew(path)
      browsers.set(viewport.width, opened)
      return opened
    }
    for (const [index, [path, title, text]] of addresses(inventory, pick, imported).entries()) {
      for (const [nth, view] of viewsFor(index).entries()) {
        const name = `${path} at ${view.viewport.width}`
        const { page, problems } = await open(path, view)
        await page.getByText(text).first().waitFor()
        await until(async () => title.test(await page.title()))
        // What a reload brings back does not depend on the width.
        if (nth === 0) {
          await page.reload()
          await page.getByText(text).first().waitFor()
        }
        t.strictSame(await complaintsAbout(page, view), [], `${name}: nothing to complain about`)
        const expected = path === '/parts/ZZZZ' ? /answered 404|status of 404/ : /^$/
        t.strictSame(
          problems.filter((problem) => !expected.test(problem)),
          [],
          `${name}: no errors`,
        )
      }
    }
  },
)
