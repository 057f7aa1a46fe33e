import t from 'tap'
import { pairDevice } from '../support/own-sign-in.ts'
import { whyNoBrowser } from './chromium.ts'
import { PHONE, startPages } from './pages.ts'
import { fillSmallInventory } from './small-inventory.ts'

t.test(
  'from the code of the terminal to five pieces taken: two scans, a name and four taps',
  {
    skip: whyNoBrowser(),
  },
  async (t) => {
    const pages = await startPages(t, { settings: { authMode: 'own' } })
    const { app, url } = pages
    const code = await app.pairing.makeTerminalCode({ name: null, role: 'admin', isFirst: true })
    // The first scan: the phone's camera opens what the terminal shows.
    const { page, problems } = await pages.open(`/pair#${code}`, { viewport: PHONE, hasTouch: true })
    let taps = 0
    const tap = async (name: string) => {
      await page.getByRole('button', { name, exact: true }).first().tap()
      taps++
    }
    await page.getByRole('textbox', { name: 'Your name' }).fill('Ada')
    await tap('Pair')
    await page.waitForURL(`${url}/`)

    const { cookie } = await pairDevice(app, 'Ada')
    const { converter } = await fillSmallInventory(app, { cookie })
    // The second scan: what the label of a part has.
    await page.goto(`${url}/p/${converter}`)
    await tap('Take')
    await page.getByRole('textbox', { name: 'Pieces' }).fill('5')
    taps++
    await tap('Take 5')
    await page.getByText(`Took 5 ${converter} from 2-12`).waitFor()
    t.equal(taps, 4, 'a number that is entered is one')
    const history = await app.inject({ url: `/api/operations?part_key=${converter}&limit=1`, headers: { cookie } })
    t.match(history.json(), [{ reason: 'remove', net_pieces: -5, actor_name: 'Ada' }])
    t.strictSame(problems, [])
  },
)
