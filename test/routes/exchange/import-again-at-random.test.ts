import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox } from '../../support/inventory-rows.ts'

const RUNS = 15
const HEADER = 'MPN,Manufacturer,Description,Qty,Box Location,Category,Tags\n'
const SHELVES = ['Room->Left', 'Room->Right']

const row = fc.record({
  part: fc.constantFrom(0, 0, 0, 1, 2),
  maker: fc.constantFrom('', 'Mk', 'Mk', 'Other'),
  description: fc.constantFrom('', 'one', 'two'),
  quantity: fc.integer({ min: 1, max: 50 }),
  /** A location of the box of the run, a shelf, or none. */
  place: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constantFrom(...SHELVES), fc.constant(null)),
  type: fc.constantFrom('', 'Resistor', 'Diode'),
  tags: fc.constantFrom('', 'a', 'b;c'),
  isSkipped: fc.boolean(),
})
type Row = typeof row extends fc.Arbitrary<infer One> ? One : never

const run = fc.record({
  before: fc.array(
    fc.record({
      part: fc.integer({ min: 0, max: 2 }),
      maker: fc.constantFrom('', 'Mk', 'Mk', 'Other'),
      place: fc.integer({ min: 1, max: 6 }),
    }),
    { maxLength: 3 },
  ),
  rows: fc.array(row, { minLength: 1, maxLength: 7 }),
  update: fc.constantFrom('fill', 'overwrite', 'none'),
  stock: fc.constantFrom('set', 'set', 'add', 'ignore'),
  fallback: fc.constantFrom('suggest', 'one place'),
})

t.test('a list of parts that is imported again changes nothing, whatever its rows and options', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  let runs = 0

  async function write(text: string, { options, rows }: { options: object; rows: readonly Pick<Row, 'isSkipped'>[] }) {
    const read = await imports.upload(text, { kind: 'parts_list', options })
    for (const [index, { isSkipped }] of rows.entries()) {
      const rowNo = index + 2
      const found = isSkipped && (await imports.rows(read.id, `?limit=1&after=${rowNo - 1}`))[0]
      if (!found) continue
      await app.inject({
        method: 'PATCH',
        url: `/api/imports/${read.id}/rows/${rowNo}`,
        payload: { version: found.version, decision: { action: 'skip' } },
      })
    }
    const refused = (await imports.rows(read.id, '?show=errors')).map((row: { row_no: number }) => row.row_no - 2)
    const proposed = await imports.read(read.id)
    const { good, warnings, changes } = proposed.summary
    if (good + warnings > 0) await imports.commit(read.id, 'good')
    return { changes, refused: new Set<number>(refused), rows: await imports.rows(read.id) }
  }

  async function piles(parts: readonly string[]): Promise<Map<string, number>> {
    const found = await app.db.query<{ pile: string; qty: number }>(
      `select p.manufacturer_code || ' ' || coalesce(p.manufacturer, '') || ' ' || l.box_no || '-' || l.loc_no as pile, l.qty
         from part_locations l join parts p on p.id = l.part_id where p.manufacturer_code = any ($1)`,
      [parts],
    )
    return new Map(found.map(({ pile, qty }) => [pile, qty]))
  }

  await fc.assert(
    fc.asyncProperty(run, async ({ before, rows, update, stock, fallback }) => {
      runs++
      const box = await addBox(app.db, 6, `Box ${runs}`)
      const spare = await addBox(app.db, 10, `Spare ${runs}`)
      const numbers = [0, 1, 2].map((part) => `RUN${runs}X${part}Y`)
      const start = before.map(({ part, maker, place }) => `${numbers[part]},${maker},,7,${box}-${place},,\n`)
      if (start.length > 0) await write(`${HEADER}${start.join('')}`, { options: {}, rows: [] })
      const lines = rows.map(({ part, maker, description, quantity, place, type, tags }) => {
        const at = typeof place === 'number' ? `${box}-${place}` : place === null ? '' : `${place} ${runs}`
        return `${numbers[part]},${maker},${description},${quantity},${at},${type},${tags}\n`
      })
      const text = `${HEADER}${lines.join('')}`
      const place = fallback === 'suggest' ? 'suggest' : { box_no: spare, loc_no: 1 }
      const options = { update, stock, place, create_boxes: true }
      const there = await piles(numbers)
      const { refused } = await write(text, { options, rows })
      const after = await piles(numbers)
      const written = rows.filter(({ isSkipped }, index) => !isSkipped && !refused.has(index))
      for (const [part, number] of numbers.entries()) {
        const own = written.filter((each) => each.part === part)
        const sum = own.reduce((total, { quantity }) => total + quantity, 0)
        const kept = [...there].filter(([pile]) => pile.startsWith(`${number} `))
        const total = [...after].reduce((all, [pile, qty]) => all + (pile.startsWith(`${number} `) ? qty : 0), 0)
        const left = kept.reduce((all, [, qty]) => all + qty, 0)
        if (stock === 'add') assert.equal(total, left + sum, `${text}${JSON.stringify(options)}`)
        else if (stock === 'ignore') assert.equal(total, left)
        else if (kept.length === 0) assert.equal(total, sum, `${text}${JSON.stringify(options)}`)
        else assert.ok(total >= sum && total <= sum + left, `${text}${JSON.stringify(options)}`)
      }
      // What is only added is added again by a file that differs.
      const again = await write(stock === 'add' ? text : `${text}\n`, { options, rows })
      assert.equal(again.changes, 0, `${text}${JSON.stringify({ options, there: [...there], rows: again.rows })}`)
      assert.deepEqual(await piles(numbers), after)
      assert.deepEqual(again.refused, refused, text)
    }),
    { numRuns: RUNS },
  )
})
