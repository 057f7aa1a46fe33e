import type { Test } from 'tap'
import { buildApp } from './build-app.ts'
import { importClient } from './import-client.ts'
import { addBox, addPart } from './inventory-rows.ts'
import { operationClient } from './operation-client.ts'
import { bagCode } from './scans/bag-codes.ts'

let files = 0

/** An inventory in which each case has a part, lists and orders of its own. */
export async function receiptCases(t: Test) {
  const app = await buildApp(t)
  const box = await addBox(app.db, 40, 'Drawer')
  const imports = importClient(app)
  const { send, undo } = operationClient(app)
  for (const name of ['Digi-Key', 'Mouser']) await app.sellers.create({ name, website: `https://${name}.example` })
  let parts = 0
  let lists = 0

  async function begin(number = `N${parts}`) {
    const key = `P${'QRSTUVWXYZ'[Math.floor(parts / 10)]}${'QRSTUVWXYZ'[parts % 10]}A`
    parts += 1
    const place = { box_no: box, loc_no: parts }
    const partId = await addPart(app.db, key)
    /** A file, each time of other bytes, with the lines of an order. */
    const fileOf = (qtys: readonly number[], order: string | null, hasLines = true) => {
      const head = [
        'Key',
        'Description',
        'Quantity',
        ...(hasLines ? ['Index'] : []),
        ...(order === null ? [] : ['Order Number']),
      ]
      const lines = qtys.map((qty, at) =>
        [key, key, qty, ...(hasLines ? [at + 1] : []), ...(order === null ? [] : [order])].join(','),
      )
      return `${[head.join(','), ...lines].join('\n')}${'\n'.repeat(++files)}`
    }
    const upload = (text: string, options: object = {}) =>
      imports.upload(text, {
        kind: 'order',
        name: 'order.csv',
        options: { seller_name: 'Digi-Key', place, ...options },
      })
    const list = async (ordered: number) => {
      const id = (await send('POST', '/shopping-lists', { name: `List ${++lists} of ${key}` })).body.id
      const line = (
        await send('POST', `/shopping-lists/${id}/lines`, { part_id: partId, needed: ordered, seller_id: 1 })
      ).body
      await send('PUT', `/shopping-list-lines/${line.id}`, { ordered })
      await send('POST', `/shopping-lists/${id}/seller-groups`, { seller_id: 1 })
      await send('PUT', `/shopping-lists/${id}/seller-groups/1`, { status: 'ordered' })
      return { id, line: line.id }
    }
    return {
      key,
      number,
      fileOf,
      upload,
      list,
      /** The rows of a file that was read. */
      rowsOf: async (text: string, options: object = {}) => imports.rows((await upload(text, options)).id),
      /** Imports a file. @returns its operation. */
      book: async (text: string, options: object = {}) => {
        const done = await imports.commit((await upload(text, options)).id)
        if (done.status !== 'committed') throw new Error(JSON.stringify(await imports.rows(done.id)))
        return done.operation_id ?? ''
      },
      /** Puts an order on a list. */
      listed: async (text: string) => {
        await imports.commit((await upload(text, { target: 'list', list_name: `List of ${key}` })).id)
        const [{ shopping_list_id: id, line_id: line }] = (await send('GET', `/parts/${key}/shopping-list-memberships`))
          .body
        return { id, line }
      },
      byHand: async (line: number, qty: number) =>
        send('POST', `/shopping-list-lines/${line}/receive`, { receive_qty: qty, allocations: [{ ...place, qty }] }),
      bag: async (
        qty: number,
        {
          order = number,
          line,
          numbers = [],
          ...body
        }: { order?: string | null; line?: number; numbers?: string[]; [field: string]: unknown } = {},
      ) => {
        const code = bagCode(
          `1P${key}-1`,
          `3S${++files}`,
          `Q${qty}`,
          '11ZPICK',
          ...(order === null ? [] : [`1K${order}`]),
          ...numbers,
          ...(line === undefined ? [] : [`4K${line}`]),
        )
        return send('POST', '/scans/apply', { code, action: 'put_away', part_key: key, ...place, ...body })
      },
      total: async () => (await send('GET', `/parts/${key}`)).body.total_quantity,
    }
  }
  return { app, send, undo, imports, begin }
}
