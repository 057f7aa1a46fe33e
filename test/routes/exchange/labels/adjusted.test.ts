import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { addKit } from '../../../support/kit-rows.ts'
import { addOddParts, drawing } from '../../../support/label-client.ts'
import { DENSITY, printed, readCodes } from '../../../support/read-label.ts'

const DRAWER = {
  id: 'drawer',
  name: 'Drawers of the blue cabinet',
  media: 'sheet',
  width_mm: 50,
  height_mm: 15,
  page_width_mm: 210,
  page_height_mm: 297,
  columns: 4,
  rows: 18,
  left_mm: 5,
  top_mm: 13.5,
}
const ADJUSTMENTS = [{ scale: 0.95 }, { offset_x_mm: 0.3, offset_y_mm: 0.7 }] as const
const LEAST_SQUARE = 0.25

/** The sides of the squares of codes in a drawing, in millimetres. */
function squaresIn(svg: string): number[] {
  return [...svg.matchAll(/scale\(([\d.]+)\)" d="[^"]*" shape-rendering/g)].map(([, side]) => Number(side))
}

for (const host of ['inventory.my-workshop.example.com', 'parts.example.com/tools/inv']) {
  t.test(`codes of all kinds are read from printers that are off, for ${host}`, async (t) => {
    const dataDir = t.testdir({ 'label-templates.json': JSON.stringify([DRAWER]) })
    const app = await buildApp(t, { settings: { baseurl: `https://${host}`, dataDir } })
    const box = await addOddParts(app)
    const [part] = await app.db.query<{ id: number }>(`select id from parts where key = 'WIDE'`)
    const kit = await addKit(app, 'Amplifier', [[part?.id ?? 0, 1]])
    const { id: pickList } = await app.pickLists.create(kit, { requestedUnits: 1, shortfallActions: new Map() })
    const items = [
      { kind: 'part', id: 'WIDE', copies: 4 },
      { kind: 'part', id: 'SHRT', copies: 4 },
      { kind: 'location', id: `${box}-12`, copies: 4 },
      { kind: 'box', id: `${box}`, copies: 4 },
      { kind: 'kit', id: `${kit}`, copies: 4 },
      { kind: 'pick_list', id: `${pickList}`, copies: 4 },
    ]
    const single = [[{ kind: 'part', id: 'WIDE' }], [{ kind: 'box', id: `${box}` }]]
    for (const [template, sets] of [
      ['drawer', [items]],
      ['letter-4x20', [items]],
      ['roll-25x12', single],
      ['lid-a5', single.slice(1)],
    ] as const) {
      for (const adjustment of ADJUSTMENTS) {
        for (const set of sets) {
          const answer = await drawing(app, { items: set, template, format: 'svg', ...adjustment })
          const name = `${template}, ${set[0]?.kind}, ${JSON.stringify(adjustment)}`
          const squares = squaresIn(answer.body)
          const count = set.reduce((sum, item) => sum + ('copies' in item ? item.copies : 1), 0)
          t.equal(squares.length, count, name)
          t.ok(
            squares.every((side) => side >= LEAST_SQUARE && Number.isInteger(side * 8)),
            `squares of ${name} are whole dots`,
          )
          t.equal((await readCodes(await printed(answer.body, DENSITY))).length, count, `codes of ${name}`)
        }
      }
    }
  })
}
