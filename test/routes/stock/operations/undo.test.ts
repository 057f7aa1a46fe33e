import t from 'tap'
import { changePiles } from '../../../../services/stock/inventory/change-piles.ts'
import { findLedgerErrors } from '../../../../services/stock/inventory/verify-ledger.ts'
import { newOperation } from '../../../../services/stock/operations/operation.ts'
import { RECENT_ROWS } from '../../../../services/stock/undo/statements.ts'
import { buildApp } from '../../../support/build-app.ts'
import { addBox, addPart } from '../../../support/inventory-rows.ts'
import { addKit } from '../../../support/kit-rows.ts'
import { operationClient } from '../../../support/operation-client.ts'
import { sampleValue } from '../../../support/sample-value.ts'

const counted = async (name: string, labels: Record<string, string>) => (await sampleValue(name, labels)) ?? 0

t.test('what was done is listed, taken back and done again', async (t) => {
  const app = await buildApp(t)
  const { send, add, remove, undo, list, piles } = operationClient(app)
  const box = await addBox(app.db, 3)
  await addPart(app.db, 'AAAA')

  const added = await add('AAAA', box, 1, 10, '  From the old shelf ')
  t.match(added, { status: 201, operation: /^[0-9a-f]{8}-[0-9a-f]{4}-7/ })
  const removed = await remove('AAAA', box, 1, 4)
  const moved = await send('POST', '/inventory/parts/AAAA/move', {
    from_box_no: box,
    from_loc_no: 1,
    to_box_no: box,
    to_loc_no: 2,
    qty: 5,
    note: 'nearer',
  })
  const [move, removal, addition] = await list()
  t.match(move, {
    operation_id: moved.operation,
    reason: 'move',
    note: 'nearer',
    summary: `Moved 5 pieces of AAAA from ${box}-1 to ${box}-2`,
    row_count: 2,
    net_pieces: 0,
    undoable: true,
    not_undoable_because: null,
    undoes: null,
    undone_by: null,
    source: null,
    actor: null,
  })
  t.match(
    move?.rows.map(({ part_key, delta_qty, location_reference }) => [part_key, delta_qty, location_reference]),
    [
      ['AAAA', -5, `${box}-1`],
      ['AAAA', 5, `${box}-2`],
    ],
  )
  t.match(removal, {
    operation_id: removed.operation,
    reason: 'remove',
    summary: `Removed 4 pieces of AAAA from ${box}-1`,
  })
  t.match(addition, {
    operation_id: added.operation,
    note: 'From the old shelf',
    undoable: false,
    not_undoable_because: `too few pieces of AAAA are left in ${box}-1`,
  })

  const before = await counted('inventory_quantity_changes_total', { operation: 'add' })
  const undosBefore = await counted('inventory_undo_total', { outcome: 'undone' })
  const undone = await undo(moved.operation, { note: 'it was better there' })
  t.match(undone, {
    status: 200,
    body: {
      reason: 'undo',
      undoes: moved.operation,
      note: 'it was better there',
      summary: `Undone: Moved 5 pieces of AAAA from ${box}-1 to ${box}-2`,
      undoable: true,
    },
  })
  t.equal(undone.operation, undone.body.operation_id)
  t.same(await piles('AAAA'), [[`${box}-1`, 6]])
  t.equal(await counted('inventory_quantity_changes_total', { operation: 'add' }), before, 'a move counts no pieces')
  t.equal(await counted('inventory_undo_total', { outcome: 'undone' }), undosBefore + 1)

  const again = await undo(moved.operation)
  t.match(again, { status: 409, body: { error: 'Cannot undo this operation because it was undone already' } })
  t.match(await send('GET', `/operations/${moved.operation}`), {
    body: { undone_by: undone.operation, undoable: false, not_undoable_because: 'it was undone already' },
  })
  const redone = await undo(undone.operation)
  t.match(redone.body, {
    undoes: undone.operation,
    summary: `Done again: Moved 5 pieces of AAAA from ${box}-1 to ${box}-2`,
  })
  t.same(await piles('AAAA'), [
    [`${box}-1`, 1],
    [`${box}-2`, 5],
  ])
  await undo(redone.operation)
  t.equal((await undo(removed.operation)).status, 200)
  t.equal(await counted('inventory_quantity_changes_total', { operation: 'add' }), before + 4, 'what comes back counts')
  t.equal((await undo(added.operation)).status, 200)
  t.same(await piles('AAAA'), [])
  t.same(await findLedgerErrors(app.db), [])
})

t.test('a dry run answers what would be done and which kits it would leave without parts', async (t) => {
  const app = await buildApp(t)
  const { add, undo, list, piles } = operationClient(app)
  const box = await addBox(app.db, 3)
  const part = await addPart(app.db, 'AAAA')
  const { operation } = await add('AAAA', box, 1, 10)
  const kit = await addKit(app, 'Clock', [[part, 2]], 3)
  await addKit(app, 'Small one', [[part, 1]], 0)

  const preview = await undo(operation, { dry_run: true })
  t.match(preview, {
    status: 200,
    operation: '',
    body: {
      operation_id: null,
      reason: 'undo',
      undoes: operation,
      rows: [{ id: null, operation_id: null, part_key: 'AAAA', delta_qty: -10, location_reference: `${box}-1` }],
      kits_short: [{ kit_id: kit, name: 'Clock', units: 3 }],
    },
  })
  t.same(await piles('AAAA'), [[`${box}-1`, 10]])
  t.equal((await list()).length, 1, 'nothing was written')
  t.equal((await undo(operation)).status, 200)
  const refused = await undo(operation, { dry_run: true })
  t.match(refused, { status: 409, body: { code: 'INVALID_OPERATION', details: { message: String } } })
  t.equal((await undo('0197d0c0-0000-7000-8000-000000000000')).status, 404)
  t.equal((await undo('nonsense')).status, 404)
})

t.test('of many who undo one operation at once one does', async (t) => {
  const app = await buildApp(t)
  const { add, undo, piles } = operationClient(app)
  const box = await addBox(app.db, 3)
  await addPart(app.db, 'AAAA')
  await add('AAAA', box, 1, 100)
  const { operation } = await add('AAAA', box, 1, 10)
  const answers = await Promise.all(Array.from({ length: 20 }, () => undo(operation)))
  t.equal(answers.filter(({ status }) => status === 200).length, 1)
  t.equal(answers.filter(({ status }) => status === 409).length, 19)
  t.same(await piles('AAAA'), [[`${box}-1`, 100]])
})

t.test('a location that is gone cannot be put back to', async (t) => {
  const app = await buildApp(t)
  const { send, add, remove, undo } = operationClient(app)
  const box = await addBox(app.db, 3)
  await addPart(app.db, 'AAAA')
  await add('AAAA', box, 3, 4)
  const { operation } = await remove('AAAA', box, 3, 4)
  t.equal((await send('PUT', `/boxes/${box}`, { description: 'Box', capacity: 2 })).status, 200)
  t.match((await undo(operation)).body.error, `the location ${box}-3 does not exist any more`)
})

t.test('operations are filtered and read by pages', async (t) => {
  const app = await buildApp(t)
  const { send, add, list } = operationClient(app)
  const [one, two] = [await addBox(app.db, 3), await addBox(app.db, 3)]
  for (const key of ['AAAA', 'BBBB']) await addPart(app.db, key)
  const ids: string[] = []
  for (let n = 0; n < 6; n++) {
    const key = n % 2 === 0 ? 'AAAA' : 'BBBB'
    ids.unshift((await add(key, n < 3 ? one : two, 1, n + 1)).operation)
  }
  const idsOf = async (query: string) => (await list(query)).map(({ operation_id }) => operation_id)
  t.same(await idsOf(''), ids)
  t.same(await idsOf('?limit=2'), ids.slice(0, 2))
  t.same(await idsOf(`?limit=2&before=${ids[1]}`), ids.slice(2, 4))
  t.same(await idsOf('?part_key=AAAA'), [ids[1], ids[3], ids[5]])
  t.same(await idsOf(`?box_no=${one}`), ids.slice(3))
  t.same(await idsOf(`?part_key=AAAA&box_no=${one}`), [ids[3], ids[5]])
  t.same(await idsOf(`?part_key=AAAA&limit=1&before=${ids[1]}`), [ids[3]])
  t.same(await idsOf('?reason=move'), [])
  t.same(await idsOf('?reason=add&actor=nobody'), [])
  t.same(await idsOf('?part_key=ZZZZ'), [])
  t.same(await idsOf('?since=2999-01-01T00:00:00Z'), [])
  for (const early of [
    '2000-01-01T00:00:00Z',
    '2000-01-01',
    '0591-12-04T00:05:52.5-21:24',
    '0001-01-01T00:00:00%2B23:59',
  ]) {
    t.same((await idsOf(`?since=${early}`)).length, 6, early)
  }
  for (const query of ['limit=0', 'limit=501', 'reason=theft', 'since=yesterday', 'before=7', 'box_no=0', 'oops=1']) {
    t.equal((await send('GET', `/operations?${query}`)).status, 400, query)
  }
  t.equal((await send('GET', '/operations?before=0197d0c0-0000-7000-8000-000000000000')).status, 404)
  t.equal((await send('GET', '/operations/0197d0c0-0000-7000-8000-000000000000')).status, 404)

  const counted = await send('POST', '/inventory/parts/AAAA/count', { box_no: one, loc_no: 1, counted_qty: 4 })
  t.equal(counted.body.difference, 0)
  for (const query of [`box_no=${one}`, 'part_key=AAAA', `part_key=AAAA&box_no=${one}`, 'reason=count']) {
    t.match(await list(`?limit=1&${query}`), [
      { operation_id: counted.operation, summary: `Counted AAAA in ${one}-1: as expected`, rows: [] },
    ])
  }
  t.same(await idsOf(`?box_no=${two}`), ids.slice(0, 3))
  t.same(await idsOf(`?part_key=BBBB&box_no=${one}`), [ids[4]])

  const [row] = (await list('?limit=2'))[1]?.rows ?? []
  const after = `/operations/${ids[0]}?after=${row?.id}`
  t.match(await send('GET', after), { status: 200, body: { rows: [], row_count: 1 } })
})

t.test('an operation of very many rows hides none of those before it, and is undone as a whole', async (t) => {
  const app = await buildApp(t)
  const { send, add, undo, list, piles } = operationClient(app)
  const box = await addBox(app.db, 3)
  const partId = await addPart(app.db, 'AAAA')
  const first = await add('AAAA', box, 1, 10)
  const operation = newOperation({ reason: 'import', source: 'import 7' })
  const change = { partId, boxNo: box, locNo: 2, lot: 'L7', dateCode: '2644' }
  const changes = Array.from({ length: RECENT_ROWS + 1 }, () => ({ ...change, delta: 1 }))
  await app.db.transaction((unit) => changePiles(unit, operation, changes))

  const both = [operation.id, first.operation]
  for (const filter of ['part_key=AAAA', `box_no=${box}`, `part_key=AAAA&box_no=${box}`, 'limit=2']) {
    t.same(
      (await list(`?${filter}`)).map(({ operation_id }) => operation_id),
      both,
      filter,
    )
  }
  t.same(
    (await list(`?part_key=AAAA&before=${operation.id}`)).map(({ operation_id }) => operation_id),
    [first.operation],
  )
  const [shown] = await list('?limit=1')
  t.match(shown, { row_count: RECENT_ROWS + 1, summary: `Imported stock in ${RECENT_ROWS + 1} changes (import 7)` })
  t.equal(shown?.rows.length, 20)
  const last = shown?.rows.at(-1)?.id
  const page = (await send('GET', `/operations/${operation.id}?after=${last}&limit=1000`)).body
  t.equal(page.rows.length, 1000)
  t.match(page.rows[0], { id: Number(last) + 1, lot: 'L7', date_code: '2644', source: 'import 7' })
  t.equal((await undo(operation.id)).status, 200)
  t.same(await piles('AAAA'), [[`${box}-1`, 10]])
  t.match((await send('GET', '/parts/AAAA/history?limit=1')).body, [{ lot: 'L7', date_code: '2644', reason: 'undo' }])
})
