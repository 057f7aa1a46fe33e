import t, { type Test } from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { operationClient } from '../../../support/operation-client.ts'
import { scanClient } from '../../../support/scans/scan-client.ts'
import { addScanInventory } from '../../../support/scans/scan-inventory.ts'

async function start(t: Test) {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { send } = operationClient(app)
  return { ...scanClient(app), send, codesOf: async (key: string) => (await send('GET', `/parts/${key}/codes`)).body }
}

t.test('a number by which another part is known is no code of a part', async (t) => {
  const { apply, send, scan, codesOf } = await start(t)
  for (const [code, owner, as] of [
    ['C1591', 'CAPA', "a seller's number"],
    ['1447637', 'MCUA', "a seller's number"],
    ['c17673', 'RESA', "a seller's number"],
    ['FL-88', 'FLUX', "its maker's number"],
    ['lm358biddfr', 'OPAM', "its maker's number"],
    ['https://www.lcsc.com/product-detail/C1591.html', 'CAPA', "a seller's number"],
  ] as const) {
    const why = `part ${owner} has it as ${as}`
    const refused = await send('POST', '/parts/TOOL/codes', { code })
    t.equal(refused.status, 409, code)
    t.ok(refused.body.error.endsWith(`already exists: ${why}`), refused.body.error)
    const asked = { part_key: 'TOOL', box_no: 1, loc_no: 20, qty: 1, remember_number: true, confirm: true }
    const put = await apply(code, 'put_away', asked)
    t.equal(put.status, 200, code)
    t.ok(
      put.body.warnings.some((text) => /not remembered: (?:the seller has it for a part already|part )/.test(text)),
      `${code}: ${put.body.warnings.join('; ')}`,
    )
    t.match(await scan(code), { matches: [{ part: { key: owner } }] }, code)
  }
  t.strictSame(await codesOf('TOOL'), [])
})

t.test('what names something of ours, and a number that the part has, is refused with its reason', async (t) => {
  const { send, codesOf } = await start(t)
  for (const [code, why] of [
    ['TOOL', 'is the label of part TOOL'],
    ['/P/FLUX', 'is the label of part FLUX'],
    ['1-12', 'is the label of location 1-12'],
    ['https://stock.example/B/1', 'is the label of box 1'],
    ['FL-88', 'has a number of a seller or a maker'],
    ['{pc:C1591,pm:CL10B104KB8NNNC}', 'has a number of a seller or a maker'],
  ] as const) {
    const refused = await send('POST', '/parts/FLUX/codes', { code })
    t.match(refused, { status: 409, body: { details: { field: 'code' } } }, code)
    t.ok(refused.body.error.startsWith(`Cannot remember the code because it ${why}`), refused.body.error)
  }
  t.strictSame(await codesOf('FLUX'), [])
})

t.test('a code that was read wrongly is not remembered', async (t) => {
  const { apply, scan, send, codesOf } = await start(t)
  for (const [code, why] of [
    ['4006381333938', /check digit of the product code is wrong/],
    ['0-306-40615-3', /check digit of the product code is wrong/],
    ['X0012ABCDEX0012ABCDE', /same code twice/],
    ['1PNE556PQ50', /cannot be told apart/],
  ] as const) {
    t.match(await scan(code), { part_code: null }, code)
    t.match(await send('POST', '/parts/TOOL/codes', { code }), { status: 409, body: { error: why } }, code)
    const put = await apply(code, 'put_away', {
      part_key: 'TOOL',
      box_no: 1,
      loc_no: 20,
      qty: 1,
      remember_number: true,
    })
    t.equal(put.status, 200, code)
    t.match(put.body.warnings, [why], code)
    t.match(put.body.warnings, [/^The code is not remembered/], code)
  }
  t.strictSame(await codesOf('TOOL'), [])
})
