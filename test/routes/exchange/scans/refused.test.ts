import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { bagCode, DIGIKEY } from '../../../support/scans/bag-codes.ts'
import { scanClient } from '../../../support/scans/scan-client.ts'
import { addScanInventory } from '../../../support/scans/scan-inventory.ts'

t.test('what is missing or makes no sense is refused, and changes nothing', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { apply } = scanClient(app)
  const place = { box_no: 1, loc_no: 50 }
  const none = bagCode('1PSTM32F103C8T6', 'Q0')
  const stock = () => app.db.query('select * from part_locations order by id')
  const before = await stock()
  for (const [code, action, fields, status, error] of [
    ['qqqqqq', 'put_away', { ...place, qty: 1 }, 409, /no part is known by the code/],
    [bagCode('1PBAT54C', 'Q1'), 'put_away', place, 409, /may mean several parts/],
    [none, 'put_away', place, 409, /how many pieces/],
    [none, 'put_away', { ...place, qty: 0 }, 409, /at least 1/],
    [none, 'count', place, 409, /how many pieces were counted/],
    [DIGIKEY, 'put_away', {}, 409, /not known where/],
    [DIGIKEY, 'put_away', { box_no: 1 }, 409, /both box_no and loc_no/],
    [DIGIKEY, 'put_away', { box_no: 1, loc_no: 99 }, 404, /Location 1-99/],
    [DIGIKEY, 'put_away', { ...place, part_key: 'CAPA' }, 409, /The code is of part OPAM/],
    // What is not there is said before anybody is asked to agree to something.
    ...(['put_away', 'take', 'count', 'receive'] as const).flatMap((action) => [
      [DIGIKEY, action, { ...place, qty: 1, part_key: 'ZZZZ' }, 404, /Part ZZZZ/] as const,
      [DIGIKEY, action, { box_no: 1, loc_no: 99, qty: 1, part_key: 'CAPA' }, 404, /Location 1-99/] as const,
      ['/B/1/99', action, { qty: 1, part_key: 'CAPA' }, 404, /Location 1-99/] as const,
      ['/B/99', action, { qty: 1, part_key: 'CAPA' }, 404, /Box 99/] as const,
    ]),
    ['/P/GONE', 'put_away', { box_no: 7, loc_no: 1, qty: 1, part_key: 'CAPA' }, 404, /Location 7-1/],
    [DIGIKEY, 'receive', { ...place, part_key: 'CAPA', shopping_list_line_id: 9 }, 404, /Shopping list line 9/],
    [DIGIKEY, 'pick', { pick_list_line_id: 1, part_key: 'ZZZZ' }, 404, /Part ZZZZ/],
    ['qqqqqq', 'pick', { pick_list_line_id: 99 }, 404, /Pick list line 99/],
    [DIGIKEY, 'create', { box_no: 1, loc_no: 99, create: { description: 'x' } }, 404, /Location 1-99/],
    [
      DIGIKEY,
      'create',
      { ...place, create: { description: 'x', type_id: 999 } },
      400,
      /create.type_id names the type 999/,
    ],
    ['CAPA', 'put_away', { box_no: 1, loc_no: 12, qty: 2_147_483_647 }, 409, /too large to be true/],
    ['CAPA', 'put_away', { box_no: 1, loc_no: 12, qty: 2_147_483_647, confirm: true }, 409, /holds at most/],
    [DIGIKEY, 'put_away', { ...place, unit_price: '1' }, 409, /no currency/],
    [DIGIKEY, 'put_away', { ...place, currency: 'EUR' }, 409, /no unit_price/],
    [DIGIKEY, 'put_away', { ...place, unit_price: '1,5', currency: 'EUR' }, 400, /unit_price/],
    [DIGIKEY, 'receive', { ...place, shopping_list_line_id: 9 }, 404, /Shopping list line 9/],
    [DIGIKEY, 'pick', place, 409, /pick_list_line_id/],
    [DIGIKEY, 'pick', { pick_list_line_id: 99 }, 404, /Pick list line 99/],
    [DIGIKEY, 'create', { ...place, confirm: true }, 409, /send create/],
    [DIGIKEY, 'create', { ...place, create: {} }, 400, /description|Missing/],
    [DIGIKEY, 'burn', place, 400, /action/],
    ['', 'put_away', place, 400, /code/],
    ['x'.repeat(2001), 'put_away', place, 400, /code/],
    ['/p/GONE', 'put_away', { ...place, qty: 1 }, 409, /because part GONE was deleted on \d{4}-\d\d-\d\d/],
    ['GONE', 'take', { ...place, qty: 1 }, 409, /because part GONE was deleted on \d{4}-\d\d-\d\d/],
    ['/p/ZZZZ', 'count', { ...place, qty: 1 }, 409, /because there is no part ZZZZ any more/],
    ['/p/GONE', 'put_away', { ...place, qty: 1, part_key: 'GONE' }, 404, /GONE/],
  ] as const) {
    const answer = await apply(code, action, fields)
    t.equal(answer.status, status, `${action} ${JSON.stringify(code)} ${JSON.stringify(fields)}: ${answer.body.error}`)
    t.match(`${answer.body.error} ${JSON.stringify(answer.body.details)}`, error)
  }
  t.strictSame(await stock(), before)
})
