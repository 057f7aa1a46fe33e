import t from 'tap'
import { receiptCases } from '../../support/receipt-cases.ts'
import { bagCode } from '../../support/scans/bag-codes.ts'

let cases = 0

t.test('the pieces of an order are found however its number is written', async (t) => {
  const { imports, undo, begin, send } = await receiptCases(t)

  /** An order whose number is in mixed case, and files in which its pieces are another part. */
  async function start() {
    const id = `${++cases}x`
    const own = await begin(`S${id}`)
    const written = `Lager-Ab${id}`
    const other = (order: string, qty = 20) =>
      own.upload(
        `Manufacturer Part Number,Description,Quantity,PO Number\n${own.key}-1,made of ${own.key},${qty},${order}\n`,
      )
    return { ...own, written, other, spellings: [written, `LAGER-AB${id}`, `lager ab${id}`, `LagerAB${id}`] }
  }
  const told = { warnings: [{ code: 'RECEIVED_OTHERWISE' }] }

  await t.test('by a file, after the bag', async (t) => {
    for (const by of ['K', '1K']) {
      const { written, bag, other, spellings } = await start()
      const numbers = by === 'K' ? { numbers: [`K${written}`] } : { order: written }
      t.equal((await bag(20, numbers)).status, 200)
      for (const order of spellings) t.match(await imports.rows((await other(order)).id), [told], `${by} ${order}`)
      t.match(await imports.rows((await other(`${written}2`)).id), [{ warnings: [] }], 'another order')
    }
  })

  await t.test('by a bag, after the file', async (t) => {
    for (const place of [0, 1, 2, 3]) {
      const { key, written, bag, other, spellings } = await start()
      const made = await imports.commit((await other(spellings[place] ?? '')).id)
      t.match(made, { status: 'committed' })
      for (const numbers of [{ numbers: [`K${written}`] }, { order: written }]) {
        const came = await bag(20, { ...numbers, confirm: true })
        t.match(
          came,
          { status: 200, body: { warnings: [/is of part/, /may be the same/] } },
          `${key} ${spellings[place]}`,
        )
        await undo(came.body.operation_id)
      }
    }
  })

  await t.test('when a bag is to be done again', async (t) => {
    const { written, bag, other, spellings } = await start()
    const undone = (await undo((await bag(20, { numbers: [`K${written}`] })).body.operation_id)).body.operation_id
    t.match(await imports.commit((await other(spellings[2] ?? '')).id), { status: 'committed' })
    t.match(await undo(undone), { status: 409, body: { error: /received again since, as the part/ } })
  })

  await t.test('by a file of many parts, after pieces were received by hand', async (t) => {
    const others = await Promise.all(Array.from({ length: 24 }, (_, n) => n).map(() => `Other ${++cases}`))
    const { key, written, listed, byHand, upload, spellings } = await start()
    const fileOf = (order: string) =>
      `Key,Manufacturer Part Number,Description,Quantity,Order Number\n${key},,,20,${order}\n${others
        .map((name) => `,M-${name.slice(6)}-Z,${name},5,${order}\n`)
        .join('')}`
    const { line } = await listed(`Key,Description,Quantity,Order Number\n${key},,20,${written}\n`)
    t.equal((await byHand(line, 20)).status, 200)
    for (const order of spellings) {
      const rows = await imports.rows((await upload(fileOf(order))).id)
      t.match(rows[0], { status: 'same', warnings: [{ code: 'RECEIVED_BEFORE' }] }, order)
    }
  })

  await t.test('by a bag, for the line that waits for the order', async (t) => {
    const { key, written, listed, bag } = await start()
    const { id } = await listed(`Key,Description,Quantity,Order Number\n${key},,20,${written}\n`)
    t.equal((await bag(20, { order: written.toUpperCase().replace('-', '') })).status, 200)
    t.match((await send('GET', `/shopping-lists/${id}`)).body.lines, [{ received: 20, ordered: 20 }])
  })

  await t.test('by a bag of which the seller is not known', async (t) => {
    const { key, written, other } = await start()
    const code = bagCode(`1P${key}-1`, `1K${written}`, '4K1', 'Q20')
    const body = { code, action: 'put_away', part_key: key, box_no: 1, loc_no: 1, confirm: true }
    const made = await imports.commit((await other(written)).id)
    const beside = await send('POST', '/scans/apply', body)
    t.match(beside, { status: 200, body: { warnings: [/is of part/, /may be the same/] } })
    await undo(beside.body.operation_id)
    const own = { code: key, action: 'receive', order_number: written, qty: 20, box_no: 1, loc_no: 1 }
    const asked = await send('POST', '/scans/apply', own)
    t.match(asked.body.warnings, [/without a line/, /may be the same/])
    await undo(asked.body.operation_id)
    await undo(made.operation_id ?? '')
    const booked = await send('POST', '/scans/apply', body)
    t.equal(booked.status, 200)
    const undone = (await undo(booked.body.operation_id)).body.operation_id
    t.match(await imports.commit((await other(written)).id), { status: 'committed' })
    t.match(await undo(undone), { status: 409, body: { error: /received again since, as the part/ } })
  })

  await t.test('from every column that has it', async (t) => {
    for (const header of ['Customer PO', 'Cust. PO No', 'Customer PO #', 'Purchase Order Number', 'PO No.']) {
      const { key, written, bag, upload } = await start()
      await bag(20, { numbers: [`K${written}`] })
      const file = `Manufacturer Part Number,Description,Quantity,${header}\n${key}-1,made of ${key},20,${written}\n`
      t.match(await imports.rows((await upload(file)).id), [told], header)
      const both = `Manufacturer Part Number,Description,Quantity,${header},Order Number\n${key}-1,made of ${key},20,STOCK,${written}\n`
      t.match(await imports.rows((await upload(both)).id), [told], `${header} beside another`)
    }
  })

  await t.test('by each number of a file that has several', async (t) => {
    const columns = ['Sales Order #', 'PO Number', 'Invoice #']
    const cases = [
      { headers: columns.slice(0, 2), numbers: ['K'] },
      { headers: ['Web Order #', 'Customer PO'], numbers: ['K', '11K'] },
      { headers: columns, numbers: ['K'] },
      { headers: columns, numbers: ['K', '11K'] },
    ]
    for (const { headers, numbers } of cases) {
      for (const part of ['own', 'generic']) {
        const { key, written, bag, upload, total } = await start()
        const name = `${headers.join(', ')} and ${numbers.join(', ')}, ${part} part`
        const number = {
          order: null,
          numbers: numbers.map((field) => `${field}${field === 'K' ? written : `88${written}`}`),
        }
        const fileOf = (ofCustomer: string) => {
          const values = [`77${ofCustomer}`, ofCustomer, `88${ofCustomer}`].slice(0, headers.length)
          return part === 'own'
            ? `Key,Description,Quantity,${headers}\n${key},${key},20,${values}\n`
            : `Manufacturer Part Number,Description,Quantity,${headers}\n${key}-1,made of ${key},20,${values}\n`
        }

        const first = await bag(20, number)
        t.equal(first.status, 200, name)
        t.match(await imports.rows((await upload(fileOf(written))).id), [told], `the file after the bag: ${name}`)
        t.match(
          await imports.rows((await upload(fileOf(`${written}2`))).id),
          [{ warnings: [] }],
          `another order: ${name}`,
        )

        const undone = (await undo(first.body.operation_id)).body.operation_id
        t.match(await imports.commit((await upload(fileOf(written))).id), { status: 'committed' })
        const before = await total()
        const confirmed = await bag(20, { ...number, confirm: true })
        t.match(
          confirmed,
          { status: 200, body: { warnings: /may be the same|received of order/ } },
          `the bag after the file: ${name}`,
        )
        t.equal(await total(), before + 20)
        await undo(confirmed.body.operation_id)
        t.match(await undo(undone), { status: 409, body: { error: /received again since/ } }, `doing again: ${name}`)
      }
    }
  })

  await t.test('by files of which one has one number more', async (t) => {
    const { key, written, upload } = await start()
    const both = `Key,Description,Quantity,Sales Order #,PO Number\n${key},${key},20,77${written},${written}\n`
    const one = `Key,Description,Quantity,PO Number\n${key},${key},20,${written}\n`
    t.match(await imports.commit((await upload(both)).id), { status: 'committed' })
    t.match(await imports.rows((await upload(one)).id), [told])
  })

  await t.test('by the number that a bag and a file both have, whatever else they have', async (t) => {
    const { key, written, bag, upload } = await start()
    const file = `Key,Description,Quantity,Sales Order #,PO Number\n${key},${key},20,${written},77${written}\n`
    const first = await bag(20, { order: written, numbers: [`11K88${written}`] })
    t.match(await imports.rows((await upload(file)).id), [{ status: 'same', warnings: [{ code: 'RECEIVED_BEFORE' }] }])
    await undo(first.body.operation_id)
    t.match(await imports.commit((await upload(file)).id), { status: 'committed' })
    const again = await bag(20, { order: written, numbers: [`11K88${written}`] })
    t.match(again, { status: 200, body: { warnings: /received of order/ } })
  })
})
