import t, { type Test } from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { operationClient } from '../../../support/operation-client.ts'
import { scanClient } from '../../../support/scans/scan-client.ts'
import { addScanInventory } from '../../../support/scans/scan-inventory.ts'

const EAN = '5901234123457'
const PLACE = { box_no: 1, loc_no: 20, qty: 5, remember_number: true }

async function start(t: Test) {
  const app = await buildApp(t)
  const inventory = await addScanInventory(app)
  const client = { ...scanClient(app), ...operationClient(app) }
  const codesOf = async (key: string): Promise<{ id: number; code: string }[]> =>
    (await client.send('GET', `/parts/${key}/codes`)).body
  const foundBy = async (code: string) =>
    (await client.scan(code)).matches.map(({ part, reason }) => `${part.key} ${reason}`)
  return { app, ...inventory, ...client, codesOf, foundBy }
}

t.test('a part that was made of a box with an EAN is known by the next box, however its code is written', async (t) => {
  const { apply, scan, undo, send, codesOf, foundBy } = await start(t)
  t.match(await scan(EAN), { kind: 'product_code', part_code: EAN, matches: [], proposal: { action: 'create' } })
  const made = await apply(EAN, 'create', { ...PLACE, create: { description: 'Solder 0.5 mm' } })
  t.match(made, { status: 200, body: { warnings: [] } })
  const { key } = made.body.part
  for (const code of [EAN, `0${EAN}`, `]E0${EAN}`, `01${EAN.padStart(14, '0')}10LOT7`, `(01)0${EAN}(21)99`]) {
    t.strictSame(await foundBy(code), [`${key} code`], code)
  }
  t.match(await scan(EAN, { box_no: 1, loc_no: 20 }), { proposal: { part_key: key, box_no: 1, loc_no: 20 } })
  t.match(await apply(EAN, 'put_away', { qty: 3, remember_number: true }), {
    status: 200,
    body: { part: { key, total_quantity: 8 }, warnings: [] },
  })
  t.match(await codesOf(key), [{ code: EAN, created_at: /Z$/ }])

  t.match(await send('GET', `/operations/${made.body.operation_id}`), {
    body: {
      record_changes: [{ record: 'part_code', name: key, part_key: key, fields: [{ field: 'code', to: EAN }] }],
      summary: new RegExp(`added 1 code of the part ${key}`),
    },
  })
  t.match(await undo(made.body.operation_id), { status: 409, body: { error: /other stock/ } })
})

t.test('undone, the making of a part takes its code away, and done again brings it back', async (t) => {
  const { apply, undo, codesOf, foundBy } = await start(t)
  const made = await apply(EAN, 'create', { ...PLACE, create: { description: 'Solder' } })
  const { key } = made.body.part
  const undone = await undo(made.body.operation_id)
  t.equal(undone.status, 200)
  t.strictSame(await foundBy(EAN), [])
  const again = await undo(undone.body.operation_id)
  t.match(again, { status: 200, body: { left_out: [] } })
  t.strictSame(await foundBy(EAN), [`${key} code`])
  const third = await undo(again.body.operation_id)
  t.equal(third.status, 200)
  const other = await apply(EAN, 'create', { ...PLACE, create: { description: 'Solder, other reel' } })
  t.match(other, { status: 200, body: { warnings: [] } }, 'a deleted part has no code')
  const because = `the part ${other.body.part.key} has the code ${EAN} by now`
  t.match(await undo(third.body.operation_id), { status: 409, body: { error: new RegExp(because) } })
  t.match(await codesOf(other.body.part.key), [{ code: EAN }])
})

t.test('a part to which a code was bound by scan is known by it until that is undone', async (t) => {
  const { apply, undo, foundBy } = await start(t)
  for (const [code, action] of [
    ['036000291452', 'put_away'],
    ['96385074', 'receive'],
    ['0-306-40615-2', 'count'],
    ['X0012ABCDE', 'put_away'],
    ['https://shop.example/wire/?ref=mail#size', 'put_away'],
  ] as const) {
    const bound = await apply(code, action, { ...PLACE, part_key: 'FLUX', confirm: true })
    t.match(bound, { status: 200, body: { part: { key: 'FLUX' } } }, code)
    t.strictSame(
      bound.body.warnings.filter((text) => /remembered/.test(text)),
      [],
      code,
    )
    t.match(await foundBy(code), ['FLUX code'], code)
    const undone = await undo(bound.body.operation_id)
    t.equal(undone.status, 200)
    t.notOk((await foundBy(code)).includes('FLUX code'), code)
    const again = await undo(undone.body.operation_id)
    t.equal(again.status, 200)
    t.match(await foundBy(code), ['FLUX code'], `${code}, done again`)
    t.equal((await undo(again.body.operation_id)).status, 200)
  }
})

t.test('the same code in other forms is the same', async (t) => {
  const { apply, foundBy } = await start(t)
  for (const [code, ...others] of [
    ['036000291452', '0036000291452', '00036000291452'],
    ['96385074', '00000096385074'],
    ['0-306-40615-2', '9780306406157'],
    ['x0012abcde', 'X0012ABCDE', '*X0012ABCDE*'],
    [
      'https://www.shop.example/Wire77/?utm_source=mail&item=5&utm_medium=qr',
      'http://shop.example/Wire77?item=5',
      'HTTPS://SHOP.EXAMPLE/Wire77?item=5&gclid=x1',
    ],
    ['https://shop.example/?item=77', 'http://www.shop.example/?item=77&utm_campaign=box'],
  ] as const) {
    t.equal((await apply(code, 'put_away', { ...PLACE, part_key: 'FLUX', confirm: true })).status, 200, code)
    for (const other of others) t.match(await foundBy(other), ['FLUX code'], other)
  }
  t.notOk((await foundBy('https://shop.example/?item=78')).includes('FLUX code'))
})

t.test('addresses of different pages are different codes', async (t) => {
  const { apply, scan, foundBy } = await start(t)
  for (const [code, other] of [
    ['https://spa.example/#/product/1', 'https://spa.example/#/product/2'],
    ['https://php.example/index2.php?id=5', 'https://php.example/index2.php?id=6'],
    ['https://year.example/store2024/item?id=5', 'https://year.example/store2024/item?id=6'],
    ['https://short.example/p/AbC9x', 'https://short.example/p/aBc9X'],
    ['https://case.example/?id=aB', 'https://case.example/?id=Ab'],
    ['https://port.example:8443/a', 'https://port.example:9443/a'],
  ] as const) {
    t.equal((await apply(code, 'put_away', { ...PLACE, part_key: 'FLUX', confirm: true })).status, 200, code)
    t.match(await foundBy(code), ['FLUX code'], code)
    t.notOk((await foundBy(other)).includes('FLUX code'), other)
    t.not((await scan(code)).part_code, (await scan(other)).part_code, other)
    t.equal((await apply(other, 'put_away', { qty: 1, box_no: 1, loc_no: 20 })).status, 409, other)
  }
})

t.test('a code belongs to one part, and is not taken from it', async (t) => {
  const { apply, codesOf } = await start(t)
  await apply(EAN, 'put_away', { ...PLACE, part_key: 'FLUX' })
  const asked = await apply(EAN, 'put_away', { ...PLACE, part_key: 'TOOL' })
  t.match(asked, { status: 409, body: { code: 'CONFIRMATION_REQUIRED', error: /is of part FLUX .*, not of TOOL/ } })
  const put = await apply(EAN, 'put_away', { ...PLACE, part_key: 'TOOL', confirm: true })
  t.equal(put.status, 200)
  t.ok(put.body.warnings.includes(`The code ${EAN} is not remembered: a part has it already`))
  t.strictSame(await codesOf('TOOL'), [])
})

t.test('requests at once bind a code to one of their parts', async (t) => {
  const { app, apply, codesOf } = await start(t)
  const keys = ['FLUX', 'TOOL', 'CAPA', 'RESA']
  const answers = await Promise.all(keys.map((key) => apply(EAN, 'put_away', { ...PLACE, part_key: key })))
  t.ok(answers.every(({ status }) => status === 200 || status === 409))
  const owners = await Promise.all(keys.map(codesOf))
  t.equal(owners.flat().length, 1)
  t.match(await app.db.query('select code from part_codes'), [{ code: EAN }])
})

t.test('what has a number of its own, or names something of ours, is remembered by no code', async (t) => {
  const { apply, scan, codesOf } = await start(t)
  for (const code of [
    'FL-88',
    'C1591',
    '{pbn:P1,on:WM1,pc:C1591,pm:CL10B104KB8NNNC,qty:7}',
    '1-12',
    'FLUX',
    'solder wick',
  ]) {
    t.match(await scan(code), { part_code: null }, code)
    await apply(code, 'put_away', { ...PLACE, part_key: 'TOOL', confirm: true })
  }
  t.strictSame(await codesOf('TOOL'), [])
})

t.test('codes of a part are seen, added and removed', async (t) => {
  const { send, codesOf, foundBy } = await start(t)
  const added = await send('POST', '/parts/FLUX/codes', { code: `0${EAN}` })
  t.match(added, { status: 201, body: { code: EAN, created_at: /Z$/ } })
  t.strictSame(await codesOf('FLUX'), [added.body])
  t.match(await send('POST', '/parts/TOOL/codes', { code: EAN }), { status: 409, body: { error: /part FLUX has it/ } })
  t.match(await send('POST', '/parts/FLUX/codes', { code: EAN }), { status: 409 })
  for (const code of [
    'FLUX',
    '1-12',
    '{pc:C1591,pm:CL10B104KB8NNNC}',
    'two words',
    `https://a.example/${'x'.repeat(300)}`,
  ]) {
    t.match(
      await send('POST', '/parts/TOOL/codes', { code }),
      { status: 409, body: { details: { field: 'code' } } },
      code,
    )
  }
  t.equal((await send('POST', '/parts/ZZZZ/codes', { code: EAN })).status, 404)
  t.equal((await send('DELETE', `/parts/TOOL/codes/${added.body.id}`)).status, 404, 'of another part')
  t.equal((await send('DELETE', `/parts/FLUX/codes/${added.body.id}`)).status, 204)
  t.strictSame(await foundBy(EAN), [])
  t.equal((await send('POST', '/parts/TOOL/codes', { code: EAN })).status, 201)
})

t.test('the codes of a part go and come back with it, save those that other parts have by then', async (t) => {
  const { send, codesOf } = await start(t)
  for (const code of [EAN, '96385074']) await send('POST', '/parts/FLUX/codes', { code })
  t.equal((await send('DELETE', '/parts/FLUX')).status, 204)
  t.equal((await send('POST', '/parts/TOOL/codes', { code: EAN })).status, 201)
  t.match(await send('POST', '/retired-parts/FLUX/restore'), {
    status: 200,
    body: { left_out: [{ what: 'codes', count: 1, because: /other parts/ }] },
  })
  t.match(await codesOf('FLUX'), [{ code: '96385074' }])
})

t.test('a part that was given a code since is not deleted by undoing what has made it', async (t) => {
  const { apply, send, undo } = await start(t)
  const made = await apply('{pbn:P1,on:SO9,pc:C555,pm:XQ-99-NOBODY,qty:20}', 'create', {
    create: { description: 'Relay' },
    box_no: 1,
    loc_no: 20,
  })
  const { body: code } = await send('POST', `/parts/${made.body.part.key}/codes`, { code: EAN })
  t.match(await undo(made.body.operation_id), { status: 409, body: { error: /was changed since \(codes\)/ } })
  await send('DELETE', `/parts/${made.body.part.key}/codes/${code.id}`)
  t.equal((await undo(made.body.operation_id)).status, 200)
})

t.test('a code stays as long as one of the operations that have remembered it, or a person', async (t) => {
  const { apply, undo, send, codesOf } = await start(t)
  const bound = async () => (await apply(EAN, 'put_away', { ...PLACE, part_key: 'FLUX' })).body.operation_id
  const toldOf = (body: { record_changes: { record: string; change: string }[] }) =>
    body.record_changes.map(({ record, change }) => `${record} ${change}`)
  const [first, second] = [await bound(), await bound()]
  const undone = await undo(first)
  t.equal(undone.status, 200)
  t.match(await codesOf('FLUX'), [{ code: EAN }], 'the second booking stands')
  t.strictSame(toldOf(undone.body), [], 'nothing is told as deleted')
  t.notMatch(undone.body.summary, /code/)
  const again = await undo(undone.body.operation_id)
  t.strictSame(toldOf(again.body), [], 'nor as created')
  t.equal((await undo(again.body.operation_id)).status, 200)
  t.match(await codesOf('FLUX'), [{ code: EAN }])
  const last = await undo(second)
  t.strictSame(await codesOf('FLUX'), [], 'both are undone')
  t.strictSame(toldOf(last.body), ['part_code deleted'])
  const back = await undo(last.body.operation_id)
  t.strictSame(toldOf(back.body), ['part_code created'])
  t.match(await codesOf('FLUX'), [{ code: EAN }])
  t.strictSame(toldOf((await undo(back.body.operation_id)).body), ['part_code deleted'])

  const third = await bound()
  const id = (await codesOf('FLUX'))[0]?.id
  t.equal((await send('DELETE', `/parts/FLUX/codes/${id}`)).status, 204)
  t.equal((await send('POST', '/parts/FLUX/codes', { code: EAN })).status, 201)
  const fourth = await bound()
  for (const operation of [fourth, third]) {
    const { body } = await undo(operation)
    t.strictSame(toldOf(body), [])
    t.match(await codesOf('FLUX'), [{ code: EAN }], 'a person has given it')
    t.strictSame(toldOf((await undo(body.operation_id)).body), [])
  }
})

t.test('of a code that another part has by now nothing is told but that it stays there', async (t) => {
  const { apply, undo, send, codesOf } = await start(t)
  const { body: bound } = await apply(EAN, 'put_away', { ...PLACE, part_key: 'FLUX' })
  const id = (await codesOf('FLUX'))[0]?.id
  await send('DELETE', `/parts/FLUX/codes/${id}`)
  t.equal((await send('POST', '/parts/TOOL/codes', { code: EAN })).status, 201)
  t.match((await undo(bound.operation_id, { dry_run: true })).body, { record_changes: [], left_out: [] })
  const undone = await undo(bound.operation_id)
  t.match(undone, { status: 200, body: { record_changes: [], left_out: [] } })
  t.notMatch(undone.body.summary, /code/)
  for (const body of [{ dry_run: true }, {}]) {
    const again = await undo(undone.body.operation_id, body)
    t.match(again, { status: 200, body: { left_out: [{ what: 'codes', count: 1 }], record_changes: [] } })
    t.notMatch(again.body.summary, /code/)
  }
  t.match(await codesOf('TOOL'), [{ code: EAN }])
})
