import t from 'tap'
import { receiptCases } from '../../support/receipt-cases.ts'
import { bagCode } from '../../support/scans/bag-codes.ts'

t.test('pieces of an order that came as another part are told of', async (t) => {
  const { imports, undo, begin, send } = await receiptCases(t)

  /** A case with a part of no number, and files of its order with the number that is on the bags. */
  async function start() {
    const own = await begin()
    const { key, number, upload } = own
    const head = 'Manufacturer Part Number,Description,Quantity'
    const fileOf = (qty: number, { order = number, mpn = `${key}-1`, line = '' } = {}) =>
      line === ''
        ? `${head},Order Number\n${mpn},made of ${key},${qty},${order}\n`
        : `${head},Order Number,Index\n${mpn},made of ${key},${qty},${order},${line}\n`
    return { ...own, ofNumber: fileOf, rows: async (text: string) => imports.rows((await upload(text)).id) }
  }
  const cameAs = (key: string, what: string, scan: string) => ({
    code: 'RECEIVED_OTHERWISE',
    message: new RegExp(`^${what} came before, as the part ${key}: .* by scan \\(operation ${scan}`),
  })
  const LINE = 'this line of the order'
  const NUMBER = 'pieces of this order with a number of this row'

  await t.test('by each number of the order on the bag', async (t) => {
    for (const identifier of ['K', '10K', '11K']) {
      const { key, number, bag, rows, ofNumber } = await start()
      const { operation_id } = (await bag(20, { line: 1, numbers: [`${identifier}PO-${number}`] })).body
      for (const order of [number, `po-${number}`]) {
        t.match(
          await rows(ofNumber(20, { order, line: '1' })),
          [{ warnings: [cameAs(key, LINE, operation_id)] }],
          order,
        )
      }
    }
  })

  await t.test('by a number of the part, where bag or file name no line', async (t) => {
    const { key, number, bag, rows, ofNumber } = await start()
    const { operation_id } = (await bag(20)).body
    for (const line of ['', '1']) {
      t.match(await rows(ofNumber(5, { line })), [{ warnings: [cameAs(key, NUMBER, operation_id)] }])
    }
    t.match(await rows(ofNumber(20, { mpn: 'OTHER-1' })), [{ status: 'good', warnings: [] }], 'another number')
    t.match(await rows(ofNumber(20, { order: `${number}B` })), [{ status: 'good' }], 'another order')
    const words = (qty: number) => `Description,Quantity,Order Number\nmade of ${key},${qty},${number}\n`
    t.match(await rows(words(20)), [{ warnings: [cameAs(key, 'as many pieces of this order', operation_id)] }])
    t.match(await rows(words(21)), [{ status: 'good' }])
  })

  await t.test('also where the part is another line of the file', async (t) => {
    const { key, number, bag, upload, total } = await start()
    const { operation_id } = (await bag(20, { line: 1 })).body
    const file = `Index,Key,Manufacturer Part Number,Description,Quantity,Order Number
1,,${key}-1,made of ${key},20,${number}
2,${key},,,5,${number}
`
    const read = await upload(file)
    t.match(await imports.rows(read.id), [
      { warnings: [cameAs(key, LINE, operation_id)] },
      { status: 'good', effects: [{ entity: 'stock', to: 5 }], warnings: [] },
    ])
    await send('PATCH', `/imports/${read.id}/rows/${(await imports.rows(read.id))[0].row_no}`, {
      version: read.version,
      decision: { action: 'skip' },
    })
    t.match(await imports.commit(read.id), { status: 'committed' })
    t.equal(await total(), 25)
  })

  await t.test('pieces of a part are those of its own rows, however the file counts its lines', async (t) => {
    const { key, number, bag, rows } = await start()
    await bag(20, { line: 1 })
    const file = `Index,Key,Manufacturer Part Number,Description,Quantity,Order Number
1,,OTHER-2,other of ${key},7,${number}
2,${key},,,20,${number}
`
    t.match(await rows(file), [
      { status: 'good', warnings: [] },
      { status: 'same', warnings: [{ code: 'RECEIVED_BEFORE' }] },
    ])
  })

  await t.test('as many pieces of parts that are named by their labels are no others', async (t) => {
    const { key, number } = await start()
    const other = await start()
    for (const part of [key, other.key]) {
      const order = { order_number: number, qty: 20, box_no: 1, loc_no: 1 }
      const received = await send('POST', '/scans/apply', { code: part, action: 'receive', ...order })
      t.match(received, { status: 200, body: { warnings: [/without a line/] } })
      t.notMatch(JSON.stringify(received.body.warnings), /may be the same/)
    }
  })

  await t.test('by hand, for the line of the list that the order has made', async (t) => {
    const { key, number, bag, upload, ofNumber, byHand } = await start()
    const { operation_id } = (await bag(20, { line: 1 })).body
    await imports.commit((await upload(ofNumber(20, { line: '1' }), { target: 'list', list_name: `Of ${key}` })).id)
    const list = (await send('GET', '/shopping-lists')).body.find(
      ({ name }: { name: string }) => name === `Of ${key}`,
    ).id
    const [line] = (await send('GET', `/shopping-lists/${list}`)).body.lines
    t.not(line.part.key, key)
    const came = `^20 pieces of ${key} were received of order ${number} before, and may be the same, as both have one number: .*${operation_id}`
    t.match((await byHand(line.id, 20)).body.warnings, [new RegExp(came)])
  })

  await t.test('nothing is done again beside them', async (t) => {
    const { key, bag, upload, ofNumber, total } = await start()
    for (const line of ['', '1']) {
      const undone = (await undo((await bag(20, line === '' ? {} : { line: 1 })).body.operation_id)).body.operation_id
      const imported = await imports.commit((await upload(ofNumber(20, { line }))).id)
      t.match(imported, { status: 'committed' })
      const error = new RegExp(`received again since, as the part \\w+; undo that first: .*${imported.operation_id}`)
      for (const body of [{ dry_run: true }, {}]) t.match(await undo(undone, body), { status: 409, body: { error } })
      t.equal(await total(), 0, key)
      await undo(imported.operation_id ?? '')
      t.equal((await undo(undone)).status, 200)
      await undo((await send('GET', `/operations?part_key=${key}&limit=1`)).body[0].operation_id)
    }
  })

  await t.test('a part that a scan has made does not come back beside them', async (t) => {
    const { number, upload } = await start()
    const code = bagCode(`30P${number}-ND`, `1K${number}`, '4K1', 'Q20', '11ZPICK')
    const made = await send('POST', '/scans/apply', {
      code,
      action: 'create',
      create: { description: `Made of ${number}` },
      box_no: 1,
      loc_no: 40,
    })
    t.equal(made.status, 200, JSON.stringify(made.body))
    const undone = (await undo(made.body.operation_id)).body.operation_id
    const file = `DigiKey Part #,Description,Quantity,Order Number,Index\n${number}-ND,by the file ${number},20,${number},1\n`
    t.match(await imports.commit((await upload(file)).id), { status: 'committed' })
    t.match(await undo(undone), { status: 409, body: { error: /received again since, as the part/ } })
  })

  await t.test('a bag, after the file of its order by another of its numbers', async (t) => {
    const { key, number, bag, upload, ofNumber } = await start()
    const file = ofNumber(20, { order: `PO-${number}`, mpn: `OTHER-${key}`, line: '1' })
    const imported = await imports.commit((await upload(file)).id)
    const came = `^20 pieces of \\w+ were received of order ${number} before, and may be the same, as both are of one line of it: .*${imported.operation_id}`
    t.match((await bag(20, { line: 1, numbers: [`KPO-${number}`] })).body.warnings, [new RegExp(came)])
  })
})

t.test('bags of one line of an order are different ones unless they hold as many pieces', async (t) => {
  const { begin } = await receiptCases(t)
  const { bag } = await begin()
  t.strictSame((await bag(10, { line: 1 })).body.warnings, [])
  t.strictSame((await bag(7, { line: 1 })).body.warnings, [])
  t.match((await bag(7, { line: 1 })).body.warnings, [/^7 pieces of \w+ were received of order/])
})

t.test('two orders that the customer calls the same are told apart by the number of the invoice', async (t) => {
  const { begin, send } = await receiptCases(t)
  const { key } = await begin()
  const codeOf = (mpn: string, invoice: string) =>
    bagCode('KSTOCK', '14K1', `1P${mpn}`, 'Q5', `11K${invoice}`, '1VMAKER')
  const place = { box_no: 1, loc_no: 1 }
  const put = (code: string) =>
    send('POST', '/scans/apply', { code, action: 'put_away', part_key: key, ...place, confirm: true })
  t.strictSame((await put(codeOf('FIRST-1', 'INV-0001'))).body.warnings, [])
  t.match((await send('POST', '/scans', { code: codeOf('SECOND-1', 'INV-0001') })).body, {
    matches: [{ part: { key }, reason: 'order_line' }],
  })
  const second = codeOf('SECOND-1', 'INV-0002')
  t.match((await send('POST', '/scans', { code: second })).body, { matches: [] })
  t.strictSame((await put(second)).body.warnings, [])
})
