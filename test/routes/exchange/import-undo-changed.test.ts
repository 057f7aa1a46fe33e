import t, { type Test } from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox, addPart } from '../../support/inventory-rows.ts'
import { addKit } from '../../support/kit-rows.ts'
import { operationClient } from '../../support/operation-client.ts'

type Sent = Awaited<ReturnType<ReturnType<typeof operationClient>['send']>>
/** What somebody does after an import, what is then in the way of undoing it, and how it is set back. */
type Change = readonly [because: string, change: () => Promise<Sent>, back: () => Promise<Sent>]

t.test('an import is not undone once somebody has changed what it has made', async (t) => {
  const { app, send, undo, imports } = await startImports(t)
  const box = await addBox(app.db, 20)
  const other = await addPart(app.db, 'ZZZZ')
  const kit = await addKit(app, 'Lamp', [[other, 1]])
  const setAlternates = alternatesOf(send, kit)
  const { id, operation_id } = await imports.commit(
    (
      await imports.upload(
        `MPN,Description,Qty,Category,Supplier,SKU,Box Location\nAB1234,Relay,5,Odd,LCSC,C1,${box}-1\n`,
      )
    ).id,
  )
  const operation = operation_id ?? ''
  const key: string = (await imports.rows(id))[0].match.part_key
  const made = { part_changes: [{ part_key: key, change: 'created' }], part_change_count: 1 }
  t.match((await send('GET', `/operations/${operation}`)).body, {
    ...made,
    summary: `Imported 5 pieces of ${key}, and made the part ${key} (import ${id})`,
  })
  const { type_id: type, seller_links: _ } = (await send('GET', `/parts/${key}`)).body
  const [seller] = (await send('GET', '/sellers')).body
  const part = `the part ${key} was changed since`
  const changes: Change[] = [
    [
      `${part} (manufacturer, tags); set that back first`,
      () => send('PUT', `/parts/${key}`, { manufacturer: 'Typed by hand', tags: ['a'] }),
      () => send('PUT', `/parts/${key}`, { manufacturer: null, tags: null }),
    ],
    [
      `${part} (seller numbers); set that back first`,
      () => send('POST', `/parts/${key}/seller-numbers`, { seller_id: seller.id, number: 'C2' }),
      async () => {
        const numbers = (await send('GET', `/parts/${key}/seller-numbers`)).body
        const { id: own } = numbers.find(({ number }: { number: string }) => number === 'C2')
        return send('DELETE', `/parts/${key}/seller-numbers/${own}`)
      },
    ],
    [
      `${part} (seller links); set that back first`,
      () => send('POST', `/parts/${key}/seller-links`, { seller_id: seller.id, link: 'https://lcsc.example/1' }),
      async () => {
        const [link] = (await send('GET', `/parts/${key}`)).body.seller_links
        return send('DELETE', `/parts/${key}/seller-links/${link.id}`)
      },
    ],
    [
      `the part ${key} was made an alternate in the kit Lamp`,
      () => setAlternates('ZZZZ', [key]),
      () => setAlternates('ZZZZ', []),
    ],
    [
      'the seller LCSC was changed since (website); set that back first',
      () => send('PUT', `/sellers/${seller.id}`, { website: 'https://own.example' }),
      () => send('PUT', `/sellers/${seller.id}`, { website: seller.website }),
    ],
    [
      'the type Rare was changed since (name); set that back first',
      () => send('PUT', `/types/${type}`, { name: 'Rare' }),
      () => send('PUT', `/types/${type}`, { name: 'Odd' }),
    ],
  ]
  await refusedAfter(t, { send, undo, operation, id }, changes)

  const edited = await send('POST', '/parts/bulk', { part_keys: [key], set: { package: '0603', add_tags: ['new'] } })
  t.match(await undo(operation), { status: 409, body: { error: /changed since \(package, tags\)/ } })
  t.equal((await undo(edited.body.operation_id)).status, 200)
  const gone = {
    summary: `Undone: Imported 5 pieces of ${key}, and made the part ${key}, which is deleted again (import ${id})`,
    part_changes: [{ part_key: key, change: 'deleted' }],
    part_change_count: 1,
  }
  t.match(await undo(operation, { dry_run: true }), { status: 200, body: { operation_id: null, ...gone } })
  t.match(await undo(operation), { status: 200, body: gone }, 'undone from the latest to the first')
  t.equal((await send('GET', `/parts/${key}`)).status, 404)
  t.match((await send('GET', `/operations?part_key=${key}&reason=undo`)).body, [gone], 'the part names it')
})

t.test('an import of a bill of materials is not undone once its kit was changed', async (t) => {
  const { app, send, undo, imports } = await startImports(t)
  for (const key of ['AAAA', 'BBBB', 'CCCC']) await addPart(app.db, key)
  const options = { kit_name: 'Lamp' }
  const first = await imports.commit((await imports.upload('Key,Designator,Value\nAAAA,R1,1k\n', { options })).id)
  const [{ id: kit }] = (await send('GET', '/kits')).body
  const setAlternates = alternatesOf(send, kit)
  const head: Change[] = [
    [
      'the kit Lamp was changed since (build target, description); set that back first',
      () => send('PATCH', `/kits/${kit}`, { build_target: 3, description: 'Mine' }),
      () => send('PATCH', `/kits/${kit}`, { build_target: 1, description: null }),
    ],
    [
      'the kit Lamp was changed since (lines); set that back first',
      () => setAlternates('AAAA', ['CCCC']),
      () => setAlternates('AAAA', []),
    ],
  ]
  await refusedAfter(t, { send, undo, operation: first.operation_id ?? '', id: first.id }, head)

  const second = await imports.commit(
    (await imports.upload('Key,Designator,Value\nAAAA,"R1,R2",1k\nBBBB,C1,1u\n', { options })).id,
  )
  const line = (key: string, fields: string) =>
    `the line of ${key} in the kit Lamp was changed since (${fields}); set that back first`
  const lines: Change[] = ['AAAA', 'BBBB'].map((key) => [
    line(key, 'alternates'),
    () => setAlternates(key, ['CCCC']),
    () => setAlternates(key, []),
  ])
  await refusedAfter(t, { send, undo, operation: second.operation_id ?? '', id: second.id }, lines)
  t.equal((await undo(second.operation_id ?? '')).status, 200)
  t.equal((await undo(first.operation_id ?? '')).status, 200, 'undone from the latest to the first')
  t.strictSame((await send('GET', '/kits')).body, [])
})

t.test('an import into a shopping list is not undone once its lines were changed', async (t) => {
  const { app, send, undo, imports } = await startImports(t)
  const partId = await addPart(app.db, 'AAAA')
  await addPart(app.db, 'BBBB')
  const list = (await send('POST', '/shopping-lists', { name: 'May' })).body.id
  const raised = (await send('POST', `/shopping-lists/${list}/lines`, { part_id: partId, needed: 2 })).body.id
  const options = { list_name: 'May', seller_name: 'Mouser' }
  const upload = { kind: 'cart', options }
  const { id, operation_id } = await imports.commit(
    (await imports.upload('Key,Quantity\nAAAA,10\nBBBB,4\n', upload)).id,
  )
  const operation = operation_id ?? ''
  const lines = async () => (await send('GET', `/shopping-lists/${list}`)).body.lines
  const [, added] = await lines()
  t.match(await lines(), [
    { id: raised, needed: 12, seller: { name: 'Mouser' } },
    { needed: 4, seller: { name: 'Mouser' } },
  ])
  await refusedAfter(t, { send, undo, operation, id }, [
    [
      'the line of BBBB on the list May was changed since (needed, note); set that back first',
      () => send('PUT', `/shopping-list-lines/${added.id}`, { needed: 9, note: 'Mine' }),
      () => send('PUT', `/shopping-list-lines/${added.id}`, { needed: 4, note: '' }),
    ],
    [
      'the line of AAAA on the list May has fewer pieces',
      () => send('PUT', `/shopping-list-lines/${raised}`, { needed: 10 }),
      () => send('PUT', `/shopping-list-lines/${raised}`, { needed: 12 }),
    ],
  ])
  t.equal((await undo(operation)).status, 200)
  t.match(await lines(), [{ id: raised, needed: 2, seller: null }], 'as it was')
})

async function startImports(t: Test) {
  const app = await buildApp(t)
  return { app, imports: importClient(app), ...operationClient(app) }
}

/** Sets what can stand in for a part of a kit. */
function alternatesOf(send: ReturnType<typeof operationClient>['send'], kit: number) {
  return async (key: string, alternates: string[]) => {
    const { lines } = (await send('GET', `/kits/${kit}/bom`)).body
    const line = lines.find(({ part_key }: { part_key: string }) => part_key === key)
    return send('PUT', `/kits/${kit}/bom/${line.kit_content_id}`, { version: line.version, alternates })
  }
}

/** Makes each change, sees that the undo is refused everywhere, and sets it back, after which it would be possible. */
async function refusedAfter(
  t: Test,
  {
    send,
    undo,
    operation,
    id,
  }: Pick<ReturnType<typeof operationClient>, 'send' | 'undo'> & { operation: string; id: number },
  changes: readonly Change[],
): Promise<void> {
  for (const [because, change, back] of changes) {
    const changed = await change()
    t.ok(changed.status < 300, JSON.stringify(changed.body))
    const error = `Cannot undo this operation because ${because}`
    for (const refused of [
      await undo(operation, { dry_run: true }),
      await undo(operation),
      await send('POST', `/imports/${id}/undo`),
    ]) {
      t.match(refused, { status: 409, body: { error } })
    }
    t.match((await send('GET', `/operations/${operation}`)).body, { undoable: false, not_undoable_because: because })
    const setBack = await back()
    t.ok(setBack.status < 300, JSON.stringify(setBack.body))
    const possible = await undo(operation, { dry_run: true })
    t.equal(possible.status, 200, `set back: ${because}, ${JSON.stringify(possible.body)}`)
  }
}
