import type { FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import { buildApp } from './build-app.ts'
import { importClient } from './import-client.ts'
import { addBox, addPart } from './inventory-rows.ts'
import { operationClient } from './operation-client.ts'

let orders = 0

/** An order as the shop exports it, each time as other bytes. */
export function order(rows: readonly (readonly [part: string, qty: number])[], number = '7'): string {
  const lines = rows.map(([part, qty], at) => `${at + 1},${part},${part},${qty},${number}\n`)
  return `Index,Key,Description,Quantity,Order Number\n${lines.join('')}${'\n'.repeat(++orders)}`
}

export const ROWS = [
  ['AAAA', 10],
  ['BBBB', 20],
  ['CCCC', 30],
] as const

/** An inventory that receives orders by files, by scans of bags, and by hand on shopping lists. */
export async function orderClient(t: Test) {
  const app = await buildApp(t)
  const box = await addBox(app.db, 20, 'Drawer')
  for (const key of ['AAAA', 'BBBB', 'CCCC']) await addPart(app.db, key)
  await app.sellers.create({ name: 'Digi-Key', website: 'https://www.digikey.com' })
  const imports = importClient(app)
  const client = operationClient(app)
  const { send } = client
  const upload = (text: string, options: object = {}) => {
    const place = { box_no: box, loc_no: 1 }
    return imports.upload(text, { kind: 'order', options: { seller_name: 'Digi-Key', place, ...options } })
  }
  return {
    ...client,
    app,
    imports,
    upload,
    /** Scans a bag of the order. */
    bag: async (part: string, line: number, qty: number, body: object = {}) => {
      const code = `[)>\u001e06\u001dP296-${part}-ND\u001d1P${part}-1\u001d1K7\u001d4K${line}\u001dQ${qty}\u001d11ZPICK\u001e\u0004`
      const answer = await send('POST', '/scans/apply', {
        code,
        action: 'put_away',
        part_key: part,
        box_no: box,
        loc_no: 1,
        ...body,
      })
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
      return answer.body.operation_id
    },
    receive: async (line: number, qty: number) => {
      const allocations = [{ box_no: box, loc_no: 1, qty }]
      return send('POST', `/shopping-list-lines/${line}/receive`, { receive_qty: qty, allocations })
    },
    /** A list that was made by hand, with a line of a part that is ordered. @returns the id of the line. */
    listByHand: async (part: string, ordered: number) => {
      const [found] = await app.db.query<{ id: number }>('select id from parts where key = $1', [part])
      const list = (await send('POST', '/shopping-lists', { name: 'By hand' })).body.id
      const line = { part_id: found?.id, needed: ordered, seller_id: 1 }
      const { id } = (await send('POST', `/shopping-lists/${list}/lines`, line)).body
      await send('PUT', `/shopping-list-lines/${id}`, { ordered })
      await send('POST', `/shopping-lists/${list}/seller-groups`, { seller_id: 1 })
      const answer = await send('PUT', `/shopping-lists/${list}/seller-groups/1`, { status: 'ordered' })
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
      return id
    },
    lines: async (id = 1) => (await send('GET', `/shopping-lists/${id}`)).body.lines,
    pieces: () => pieces(app),
  }
}

/** All pieces by the key of the part. */
export async function pieces(app: FastifyInstance): Promise<Record<string, number>> {
  const rows = await app.db.query<{ key: string; qty: number }>(
    'select p.key, sum(l.qty)::int as qty from parts p join part_locations l on l.part_id = p.id group by p.key order by p.key',
  )
  return Object.fromEntries(rows.map(({ key, qty }) => [key, qty]))
}
