import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'

const RUNS = 12
const HEADER = 'Designator,Quantity,MPN,Manufacturer,Value,Package,Alternate,DNP\n'

const part = fc.integer({ min: 0, max: 2 })
const row = fc.record({
  part,
  maker: fc.constantFrom('', '', 'Mk', 'Mk', 'Other'),
  /** Named by value and package in the place of its number. */
  isByValue: fc.integer({ min: 0, max: 4 }).map((number) => number === 0),
  alternate: fc.option(part),
  isFitted: fc.boolean(),
})

const run = fc.record({
  before: fc.array(fc.record({ part, maker: fc.constantFrom('', 'Mk', 'Other') }), { maxLength: 2 }),
  rows: fc.array(row, { minLength: 1, maxLength: 6 }),
  contents: fc.constantFrom('replace', 'merge'),
})

t.test('a bill of materials that is imported again changes nothing, whatever its rows', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  let runs = 0

  async function write(text: string, asked: { kind: string; options: object }): Promise<number> {
    const read = await imports.upload(text, asked)
    const { good, warnings, changes } = read.summary
    if (good + warnings > 0) await imports.commit(read.id, 'good')
    return changes
  }

  async function unfittedOf(name: string) {
    const kit = (await app.inject('/api/kits')).json().find((each: { name: string }) => each.name === name)
    if (kit === undefined) return []
    const { unfitted } = (await app.inject(`/api/kits/${kit.id}/bom`)).json()
    return unfitted.map(({ designators }: { designators: string[] }) => designators.join())
  }

  await fc.assert(
    fc.asyncProperty(run, async ({ before, rows, contents }) => {
      runs++
      const numbers = [0, 1, 2].map((each) => `BOM${runs}X${each}Y`)
      const parts = before.map((each) => `${numbers[each.part]},${each.maker},0\n`)
      if (parts.length > 0) {
        await write(`MPN,Manufacturer,Qty\n${parts.join('')}`, { kind: 'parts_list', options: {} })
      }
      const lines = rows.map(({ maker, isByValue, alternate, isFitted, ...each }, index) => {
        const named = isByValue ? `,,${runs}${each.part}k,0603` : `${numbers[each.part]},${maker},,`
        return `R${index},1,${named},${alternate === null ? '' : numbers[alternate]},${isFitted ? '' : 'DNP'}\n`
      })
      const text = `${HEADER}${lines.join('')}`
      const name = `Kit ${runs}`
      const asked = { kind: 'bom', options: { kit_name: name, create_parts: true, contents } }
      await write(text, asked)
      const left = await unfittedOf(name)
      assert.equal(new Set(left).size, left.length, text)
      assert.equal(await write(`${text}\n`, asked), 0, `${parts.join('')}${text}${contents}`)
      assert.deepEqual(await unfittedOf(name), left)
    }),
    { numRuns: RUNS },
  )
})
