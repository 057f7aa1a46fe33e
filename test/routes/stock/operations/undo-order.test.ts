import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { importClient } from '../../../support/import-client.ts'
import { addBox, addPart } from '../../../support/inventory-rows.ts'
import { addKit } from '../../../support/kit-rows.ts'
import { operationClient } from '../../../support/operation-client.ts'
import { CAPACITORS } from '../../../support/scans/bag-codes.ts'
import { scanClient } from '../../../support/scans/scan-client.ts'

/** Two operations of a kind on the same thing. Each answers its id. */
interface Pair {
  kind: string
  key: () => string
  first: () => Promise<string>
  second: () => Promise<string>
  /** Why the first one is not undone while the second stands; null where they do not depend on each other. */
  older: RegExp | null
  /** Why the second one is not done again while the first one is undone. */
  later: RegExp | null
}

t.test(
  'of two operations the older one is undone alone, and the later one done again alone, where that is true',
  async (t) => {
    const app = await buildApp(t)
    const { send, add, remove, undo, piles } = operationClient(app)
    const { apply } = scanClient(app)
    const imports = importClient(app)
    const box = await addBox(app.db, 60)
    for (const key of ['MOVE', 'CNTA', 'PICK', 'RECV', 'EDIT', 'GONE', 'NMBR']) {
      await addPart(app.db, key)
      await add(key, box, 1, 100)
    }
    await remove('GONE', box, 1, 100)
    const partId = async (key: string) => (await send('GET', `/parts/${key}`)).body.id
    const move = async (from: number, to: number) =>
      (
        await send('POST', '/inventory/parts/MOVE/move', {
          from_box_no: box,
          from_loc_no: from,
          to_box_no: box,
          to_loc_no: to,
          qty: 40,
        })
      ).operation
    const count = async (counted_qty: number): Promise<string> =>
      (await send('POST', '/inventory/parts/CNTA/count', { box_no: box, loc_no: 1, counted_qty })).body.operation_id
    const edit = async (key: string, set: object): Promise<string> =>
      (await send('POST', '/parts/bulk', { part_keys: [key], set })).body.operation_id

    const kit = await addKit(app, 'Clock', [[await partId('PICK'), 4]])
    const pick = async () => {
      const list = (await send('POST', `/kits/${kit}/pick-lists`, { requested_units: 1 })).body
      return (await send('POST', `/pick-lists/${list.id}/lines/${list.lines[0].id}/pick`)).operation
    }

    await send('POST', '/sellers', { name: 'LCSC', website: 'https://lcsc.com' })
    const shopping = (await send('POST', '/shopping-lists', { name: 'May' })).body.id
    const line = (
      await send('POST', `/shopping-lists/${shopping}/lines`, {
        part_id: await partId('RECV'),
        needed: 9,
        seller_id: 1,
      })
    ).body.id
    await send('PUT', `/shopping-list-lines/${line}`, { ordered: 9 })
    await app.db.query("update shopping_list_lines set status = 'ordered'")
    const receive = async (receive_qty: number) =>
      (
        await send('POST', `/shopping-list-lines/${line}/receive`, {
          receive_qty,
          allocations: [{ box_no: box, loc_no: 7, qty: receive_qty }],
        })
      ).operation

    let made = ''
    let imported = ''
    const scanned = async (action: string, fields: object, code = CAPACITORS): Promise<string> => {
      const answer = await apply(code, action, { box_no: box, loc_no: 9, qty: 5, confirm: true, ...fields })
      t.equal(answer.status, 200, JSON.stringify(answer.body))
      made = answer.body.part.key
      return answer.body.operation_id
    }
    const importFile = async (qty: number, place: number): Promise<string> => {
      const { id, operation_id } = await imports.commit(
        (await imports.upload(`MPN,Description,Qty,Box Location\nIMP4711,Relay,${qty},${box}-${place}\n`)).id,
      )
      imported = (await imports.rows(id))[0].match.part_key
      return operation_id ?? ''
    }

    const pairs: Pair[] = [
      {
        kind: 'addition',
        key: () => 'PICK',
        first: async () => (await add('PICK', box, 3, 5)).operation,
        second: async () => (await add('PICK', box, 3, 3)).operation,
        older: null,
        later: null,
      },
      {
        kind: 'removal',
        key: () => 'PICK',
        first: async () => (await remove('PICK', box, 1, 5)).operation,
        second: async () => (await remove('PICK', box, 1, 3)).operation,
        older: null,
        later: null,
      },
      {
        kind: 'move',
        key: () => 'MOVE',
        first: () => move(1, 2),
        second: () => move(2, 3),
        older: /too few pieces/,
        later: /too few pieces/,
      },
      {
        kind: 'count',
        key: () => 'CNTA',
        first: () => count(93),
        second: () => count(95),
        older: /was counted again since; undo that count first/,
        later: /an earlier count .* is undone; do that count again first/,
      },
      { kind: 'pick', key: () => 'PICK', first: pick, second: pick, older: null, later: null },
      {
        kind: 'receipt',
        key: () => 'RECV',
        first: () => receive(4),
        second: () => receive(5),
        older: null,
        later: null,
      },
      {
        kind: 'edit of one field',
        key: () => 'EDIT',
        first: () => edit('EDIT', { package: '0603' }),
        second: () => edit('EDIT', { package: '0805' }),
        older: /was changed since/,
        later: /was changed since/,
      },
      {
        kind: 'edit of two fields',
        key: () => 'EDIT',
        first: () => edit('EDIT', { package: '0603' }),
        second: () => edit('EDIT', { manufacturer: 'Yageo' }),
        older: null,
        later: null,
      },
      {
        kind: 'deletion after an edit',
        key: () => 'GONE',
        first: () => edit('GONE', { package: '0603' }),
        second: async () => (await send('DELETE', '/parts/GONE')).operation,
        older: /was deleted/,
        later: null,
      },
      {
        kind: 'remembered number',
        key: () => 'NMBR',
        first: () => scanned('put_away', { part_key: 'NMBR', remember_number: true }),
        second: () => scanned('put_away', { part_key: 'NMBR' }),
        older: null,
        later: null,
      },
      {
        kind: 'part made by scan',
        key: () => made,
        first: () => scanned('create', { create: { description: 'Relay' }, loc_no: 10 }, 'XQ-99-NOBODY'),
        second: async () => (await add(made, box, 11, 1)).operation,
        older: /has other stock/,
        later: /was deleted/,
      },
      {
        kind: 'import',
        key: () => imported,
        first: () => importFile(5, 12),
        second: () => importFile(6, 13),
        older: /has other stock/,
        later: /has to be done anew/,
      },
    ]

    for (const { kind, key, first, second, older, later } of pairs) {
      const isKnown = !['part made by scan', 'import'].includes(kind)
      const state = async () => {
        const { status, body } = await send('GET', `/parts/${key()}`)
        const { received } = (await send('GET', `/shopping-lists/${shopping}`)).body.lines[0]
        const numbers = status === 200 ? (await send('GET', `/parts/${key()}/seller-numbers`)).body.length : 0
        return [status, body.package, body.manufacturer, numbers, received, status === 200 ? await piles(key()) : []]
      }
      const back = async (id: string, state_: unknown) => {
        const answer = await undo(id)
        t.equal(answer.status, 200, `${kind}: ${JSON.stringify(answer.body)}`)
        t.strictSame(await state(), state_, kind)
        return answer.operation
      }
      const alone = async (id: string, because: RegExp | null, what: string) => {
        const answer = await undo(id, { dry_run: true })
        const expected = because === null ? { status: 200 } : { status: 409, body: { error: because } }
        t.match(answer, expected, `${kind}: ${what}, ${JSON.stringify(answer.body)}`)
      }
      const before = isKnown ? await state() : null
      const one = await first()
      const between = await state()
      const two = await second()
      const after = await state()
      const beginning = before ?? [404, undefined, undefined, 0, between[4], []]
      await alone(one, older, 'the older one')
      const withoutTwo = await back(two, between)
      const withoutOne = await back(one, beginning)
      await alone(withoutTwo, later, 'the later one')
      if (kind === 'import') continue
      const oneAgain = await back(withoutOne, between)
      const twoAgain = await back(withoutTwo, after)
      await back(twoAgain, between)
      await back(oneAgain, beginning)
    }
  },
)
