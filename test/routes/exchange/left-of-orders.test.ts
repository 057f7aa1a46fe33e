import t from 'tap'
import { receiptCases } from '../../support/receipt-cases.ts'

t.test('what is left of an order is told, and comes by file', async (t) => {
  const { imports, undo, begin, send } = await receiptCases(t)

  await t.test('the rest of a line whose quantity was set lower', async (t) => {
    const { upload, fileOf, number, total } = await begin()
    const text = fileOf([20], number)
    const read = await upload(text)
    await send('PATCH', `/imports/${read.id}/rows/2`, { version: 1, fields: { quantity: 8 } })
    t.match(await imports.commit(read.id), { report: { quantity_added: 8 } })
    for (const file of [text, fileOf([20], number)]) {
      const [row] = await imports.rows((await upload(file)).id)
      t.match(row, {
        effects: [{ entity: 'stock', to: 12 }],
        warnings: [{ code: 'RECEIVED_BEFORE', message: /8 of 20/ }],
      })
    }
    const rest = await imports.commit((await upload(fileOf([20], number))).id)
    t.equal(await total(), 20)
    t.match(await upload(fileOf([20], number)), { summary: { changes: 0 } })
    t.equal((await undo(rest.operation_id ?? '')).status, 200)
    t.match(await upload(fileOf([20], number)), { summary: { changes: 1 } })
  })

  await t.test('a line of the list that the order does not fit', async (t) => {
    const { list, rowsOf, fileOf, number } = await begin()
    const { id, line } = await list(20)
    const left = (message: RegExp) => [{ status: 'warning', warnings: [{ code: 'LIST_LINE_LEFT', message }] }]
    const ofMouser = { seller_name: 'Mouser', list_id: id }
    t.match(await rowsOf(fileOf([20], number), ofMouser), left(/is left as it is: it is ordered from another seller/))
    await send('POST', `/shopping-list-lines/${line}/complete`, { mismatch_reason: 'Came otherwise' })
    t.match(await rowsOf(fileOf([20], number), { list_id: id }), left(/is left as it is: it is completed/))
    const [row] = await rowsOf(fileOf([20], number), { target: 'list', list_id: id })
    t.match(row.errors, [{ code: 'ALREADY_ON_LIST', message: /done: choose another list, or skip the row/ }])
  })

  await t.test('a list that is gone by now', async (t) => {
    const { list, upload, fileOf, number } = await begin()
    const { id } = await list(20)
    const read = await upload(fileOf([20], number), { list_id: id })
    await send('DELETE', `/shopping-lists/${id}`)
    await imports.commit(read.id)
    const { error, version } = await imports.read(read.id)
    t.match(error, /there is no shopping list \d+: choose another one, or none \(PATCH .*"list_id": null/)
    const settled = await send('PATCH', `/imports/${read.id}`, { version, options: { list_id: null } })
    t.equal(settled.status, 202)
  })

  await t.test('the key of a part that was deleted', async (t) => {
    const { key, rowsOf, fileOf, number } = await begin()
    await send('DELETE', `/parts/${key}`)
    const message = new RegExp(`the part ${key} was deleted on .*, and is not given again: bring that part back first`)
    t.match(await rowsOf(fileOf([20], number)), [{ status: 'warning', warnings: [{ code: 'PART_DELETED', message }] }])
  })
})
