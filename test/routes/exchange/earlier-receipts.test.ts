import t from 'tap'
import { receiptCases } from '../../support/receipt-cases.ts'

const OPERATION = '[0-9a-f-]{36}'

t.test('pieces that may have come before are told of, whichever way they come', async (t) => {
  const { imports, undo, begin, send } = await receiptCases(t)

  await t.test('by hand for no order, then by a file for the same list', async (t) => {
    const { list, byHand, upload, fileOf, number, book } = await begin()
    const { id, line } = await list(40)
    const read = await upload(fileOf([20], number), { list_id: id })
    const hand = await byHand(line, 20)
    t.strictSame(hand.body.warnings, [])
    t.match(await imports.commit(read.id), { status: 'proposed' })
    const message = new RegExp(
      `^20 pieces .* may be of this order.*: 20 on .* UTC by hand for shopping-list ${id} line ${line} \\(operation ${hand.operation}\\); skip`,
    )
    const told = [{ code: 'RECEIVED_WITHOUT_ORDER', message }]
    t.match(await imports.rows(read.id), [{ errors: [{ code: 'CHANGED_MEANWHILE' }], warnings: told }])
    await send('PATCH', `/imports/${read.id}/rows`, { version: (await imports.read(read.id)).version })
    t.match(await imports.rows(read.id), [{ status: 'warning', errors: [], warnings: told }])
    t.match(await imports.commit(read.id), { status: 'committed', report: { quantity_added: 20 } })
    t.ok(await book(fileOf([5], `${number}B`)), 'another order is told of, too, and can be written')
  })

  await t.test('by the file of an order without the list that waits for it, then by hand', async (t) => {
    const { listed, byHand, rowsOf, fileOf, number, book, key } = await begin()
    const { id, line } = await listed(fileOf([20], number))
    const message = new RegExp(`waits for 20 pieces of this order: .*\\(option list_id ${id}\\)`)
    t.match(await rowsOf(fileOf([20], number)), [{ warnings: [{ code: 'LIST_LINE_LEFT', message }] }])
    const operation = await book(fileOf([20], number))
    const came = `20 pieces of ${key} were received of order ${number} before: 20 on .* by import \\d+ \\("order.csv"\\) \\(operation ${operation}\\)`
    t.match((await byHand(line, 20)).body.warnings, [new RegExp(came)])
    t.match((await byHand(line, 5)).body.warnings, [
      /^40 pieces of \w+ were received of order .*by hand.*by import/,
      /^5 of these 5 pieces are more than were ordered/,
    ])
  })

  await t.test('by files that have no number of an order', async (t) => {
    const { list, byHand, rowsOf, fileOf, number, book } = await begin()
    const { line } = await list(20)
    await byHand(line, 20)
    const file = [{ code: 'RECEIVED_WITHOUT_ORDER', message: new RegExp(`20 on .* by hand .*operation ${OPERATION}`) }]
    t.match(await rowsOf(fileOf([20], null)), [{ warnings: file }])
    const text = fileOf([20], null)
    const operation = await book(text)
    t.match(await rowsOf(fileOf([20], null)), [
      { warnings: [{ message: new RegExp(`^40 pieces.*${operation}.*by hand`) }] },
    ])
    t.match(await rowsOf(fileOf([20], number)), [{ warnings: [{ message: new RegExp(`^40 pieces.*${operation}`) }] }])
    t.match(await rowsOf(text), [{ status: 'same', warnings: [] }])
  })

  await t.test('by a bag after a receipt by hand for no order, and by another bag', async (t) => {
    const { list, byHand, bag, key } = await begin()
    const { line } = await list(20)
    const { operation } = await byHand(line, 20)
    const message = new RegExp(`^20 pieces of ${key} were received before, and may be the same.*by hand .*${operation}`)
    t.match((await bag(20)).body.warnings, [message])
    t.match((await bag(7, { order: 'OTHER' })).body.warnings, [message], 'the bag of another order is none of it')
  })

  await t.test('by a bag that names no order, then by a file; two such bags are different ones', async (t) => {
    const { bag, rowsOf, fileOf, number } = await begin()
    t.strictSame((await bag(20, { order: null })).body.warnings, [])
    t.strictSame((await bag(10, { order: null })).body.warnings, [])
    const message = /^30 pieces .*by scan \(operation .*by scan \(operation/
    t.match(await rowsOf(fileOf([20], number)), [{ warnings: [{ code: 'RECEIVED_WITHOUT_ORDER', message }] }])
  })

  await t.test('by a file that splits the lines of its order otherwise', async (t) => {
    const { rowsOf, fileOf, number, book } = await begin()
    const operation = await book(fileOf([20], number, false))
    const message = new RegExp(`^20 pieces .* with this order before, as another line: .*operation ${operation}`)
    const told = { warnings: [{ code: 'RECEIVED_OTHERWISE', message }] }
    t.match(await rowsOf(fileOf([8, 12], number, false)), [told, told])
    t.match(
      await rowsOf(fileOf([20, 12], number, false)),
      [{ status: 'same' }, { status: 'good' }],
      'a line that was not there',
    )
  })

  await t.test('receipts that are subtracted are named', async (t) => {
    const { rowsOf, fileOf, number, bag } = await begin()
    const { operation_id } = (await bag(8)).body
    const message = new RegExp(
      `^8 of 20 pieces were received before: only the rest is proposed. They came: 8 on .* by scan \\(operation ${operation_id}`,
    )
    t.match(await rowsOf(fileOf([20], number)), [{ warnings: [{ code: 'RECEIVED_BEFORE', message }] }])
  })

  await t.test('orders with numbers of their own are told of by nothing', async (t) => {
    const { list, listed, byHand, bag, rowsOf, fileOf, number, book } = await begin()
    await book(fileOf([20], number))
    t.match(await rowsOf(fileOf([20], `${number}B`)), [{ status: 'good', warnings: [] }])
    await book(fileOf([20], `${number}B`))
    t.strictSame((await bag(20, { order: `${number}C` })).body.warnings, [])
    const { id, line } = await listed(fileOf([20], `${number}D`))
    t.match(await rowsOf(fileOf([20], `${number}D`), { list_id: id }), [{ status: 'good' }])
    t.strictSame((await byHand(line, 20)).body.warnings, [])
    t.ok(list)
  })

  await t.test('deliveries of one line are told of only when they are more than were ordered', async (t) => {
    for (const origin of ['hand', 'order']) {
      const { list, listed, byHand, fileOf, number } = await begin()
      const { line } = origin === 'hand' ? await list(20) : await listed(fileOf([20], number))
      for (const qty of [8, 12]) t.strictSame((await byHand(line, qty)).body.warnings, [], origin)
      t.match((await byHand(line, 3)).body.warnings, [/^20 pieces/, /^3 of these 3 pieces are more/], origin)
    }
    const { listed, byHand, bag, fileOf, number } = await begin()
    const { line } = await listed(fileOf([20], number))
    const stillToCome = (qty: number) => [new RegExp(`^${qty} pieces of the line .* are still to come$`)]
    t.match((await bag(8)).body.warnings, stillToCome(12))
    t.match((await bag(7)).body.warnings, stillToCome(5))
    t.match((await byHand(line, 5)).body.warnings, [/^15 pieces .* by scan .* by scan/], 'in another way')
    t.match((await bag(3, { action: 'receive', shopping_list_line_id: line })).body.warnings, [
      /^20 pieces/,
      /^3 pieces more than were ordered/,
    ])
  })

  await t.test('what came for lists that are done is none of a new one', async (t) => {
    const { list, byHand, bag, rowsOf, fileOf, number } = await begin()
    const settle = async ({ id, line }: { id: number; line: number }) => {
      await send('POST', `/shopping-list-lines/${line}/complete`, {})
      await send('PUT', `/shopping-lists/${id}/status`, { status: 'done' })
    }
    const first = await list(20)
    await byHand(first.line, 20)
    await settle(first)
    const second = await list(20)
    t.strictSame((await byHand(second.line, 20)).body.warnings, [])
    await settle(second)
    const third = await list(30)
    t.match(await rowsOf(fileOf([30], number), { list_id: third.id }), [{ status: 'good', warnings: [] }])
    const message = /^40 pieces/
    t.match(await rowsOf(fileOf([30], number)), [
      { warnings: [{ code: 'LIST_LINE_LEFT' }, { code: 'RECEIVED_WITHOUT_ORDER', message }] },
    ])
    const received = await bag(10, { action: 'receive', shopping_list_line_id: third.line })
    t.match(received.body.warnings, [/^20 pieces of the line .* are still to come$/])
  })

  await t.test('by each of the numbers by which a bag names its order', async (t) => {
    for (const identifier of ['K', '10K', '11K']) {
      const { bag, rowsOf, fileOf, number } = await begin()
      const numbers = [`${identifier}po-${number}`]
      const { operation_id: scan } = (await bag(20, { numbers })).body
      const message = new RegExp(`^20 of 20 pieces were received before: .* by scan \\(operation ${scan}`)
      const [row] = await rowsOf(fileOf([20], `PO-${number}`))
      t.match(row, { effects: [], warnings: [{ code: 'RECEIVED_BEFORE', message }] }, identifier)
      t.equal(row.warnings.length, 1)
      t.match(await rowsOf(fileOf([20], `SO-${number}`)), [{ status: 'good' }], 'another order')
      t.strictSame((await bag(20, { order: `${number}B`, numbers })).body.warnings, [], 'another order of the seller')
    }
    const { bag, fileOf, number, book, key } = await begin()
    const operation = await book(fileOf([20], `PO-${number}`))
    const came = new RegExp(`^20 pieces of ${key} were received of order .*: 20 on .* by import .*${operation}`)
    t.match((await bag(20, { numbers: [`KPO-${number}`] })).body.warnings, [came])

    const other = await begin()
    const { line } = await other.listed(other.fileOf([20], `PO-${other.number}`))
    t.match((await other.bag(20, { numbers: [`KPO-${other.number}`] })).body.done, /for the list/)
    t.match((await other.byHand(line, 5)).body.warnings, [/^20 pieces .* by scan/, /more than were ordered/])
  })

  await t.test('of a line of an order, as another part', async (t) => {
    const { bag, key, number, upload, total } = await begin()
    const { operation_id: scan } = (await bag(20, { line: 1 })).body
    const file = `Manufacturer Part Number,Description,Quantity,Index,Order Number\nOther ${key},x,20,1,${number}\n`
    const message = new RegExp(
      `^this line of the order came before, as the part ${key}: 20 on .* by scan \\(operation ${scan}`,
    )
    const [row] = await imports.rows((await upload(file)).id)
    t.match(row, { match: { state: 'none' }, warnings: [{ code: 'RECEIVED_OTHERWISE', message }] })
    t.match(await imports.rows((await upload(file.replace(',1,', ',2,'))).id), [{ status: 'good', warnings: [] }])
    t.equal(await total(), 20)
  })

  await t.test('bags of two lines of an order are different ones', async (t) => {
    const { bag } = await begin()
    t.strictSame((await bag(20, { line: 1 })).body.warnings, [])
    t.strictSame((await bag(20, { line: 2 })).body.warnings, [])
    t.match((await bag(20, { line: 2 })).body.warnings, [/^20 pieces .* by scan/])
  })

  await t.test('nothing is done again beside pieces that may be the same', async (t) => {
    const { list, byHand, bag, fileOf, book, number, total } = await begin()
    const { line } = await list(40)
    const first = await byHand(line, 20)
    const undone = (await undo(first.operation)).body.operation_id
    const second = await byHand(line, 20)
    const error = new RegExp(
      `were received since, and may be the same; undo that first, or receive them anew: 20 on .*by hand .*${second.operation}`,
    )
    for (const body of [{ dry_run: true }, {}]) t.match(await undo(undone, body), { status: 409, body: { error } })
    await undo(second.operation)
    t.equal((await undo(undone)).status, 200)
    await undo(undone)

    const other = await begin()
    const scanned = (await undo((await other.bag(20)).body.operation_id)).body.operation_id
    const imported = await other.book(other.fileOf([20], null))
    const byFile = new RegExp(
      `may be the same; .*: 20 on .* by import \\d+ \\("order.csv"\\) \\(operation ${imported}\\)`,
    )
    t.match(await undo(scanned), { status: 409, body: { error: byFile } })
    t.equal(await other.total(), 20)
    t.ok([bag, fileOf, book, number, total])
  })
})
