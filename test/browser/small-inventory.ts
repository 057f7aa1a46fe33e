import type { FastifyInstance } from 'fastify'

/** What the tests find in the inventory. */
export interface SmallInventory {
  /** Keys of parts by short names. */
  resistor: string
  converter: string
  led: string
  kit: number
  list: number
  seller: number
}

async function send(app: FastifyInstance, url: string, payload: object, headers: Record<string, string>) {
  const answer = await app.inject({ method: 'POST', url, payload, headers })
  if (answer.statusCode >= 300) throw new Error(`${url} answered ${answer.statusCode}: ${answer.body}`)
  return answer.body === '' ? null : answer.json()
}

/**
 * Fills an inventory with two boxes, three parts, a kit that lacks one of them, and a shopping list.
 *
 * @param headers of each request, where the service asks who sends it.
 */
export async function fillSmallInventory(
  app: FastifyInstance,
  headers: Record<string, string> = {},
): Promise<SmallInventory> {
  const post = (to: FastifyInstance, url: string, payload: object) => send(to, url, payload, headers)
  const type = async (name: string): Promise<number> => (await post(app, '/api/types', { name })).id
  const resistors = await type('Test resistor')
  const converters = await type('Test converter')
  await post(app, '/api/boxes', { description: 'Resistors', capacity: 20 })
  await post(app, '/api/boxes', { description: 'Power', capacity: 60 })
  const part = async (payload: object): Promise<string> => (await post(app, '/api/parts', payload)).key
  const resistor = await part({
    description: 'Thick film resistor 4.7 kΩ ±1 % 0603',
    manufacturer_code: 'RC0603FR-074K7L',
    manufacturer: 'Yageo',
    package: '0603',
    type_id: resistors,
    tags: ['rohs'],
  })
  const converter = await part({
    description: 'Step-down converter 3 A, 3.5 to 28 V in',
    manufacturer_code: 'TPS54331DR',
    manufacturer: 'Texas Instruments',
    package: 'SOIC-8',
    type_id: converters,
  })
  const led = await part({ description: 'LED red, diffused', manufacturer_code: 'WP7113ID' })
  const stock = (key: string, box_no: number, loc_no: number, qty: number) =>
    post(app, `/api/inventory/parts/${key}/stock`, { box_no, loc_no, qty })
  await stock(resistor, 1, 2, 180)
  await stock(resistor, 2, 7, 20)
  await stock(converter, 2, 12, 34)
  const seller = (await post(app, '/api/sellers', { name: 'LCSC', website: 'https://www.lcsc.com' })).id
  const kit = (await post(app, '/api/kits', { name: 'Bench supply', build_target: 4 })).id
  for (const [part_key, required_per_unit] of [
    [resistor, 8],
    [converter, 2],
    [led, 1],
  ]) {
    await post(app, `/api/kits/${kit}/contents`, { part_key, required_per_unit })
  }
  const list = (await post(app, '/api/shopping-lists', { name: 'Winter restock' })).id
  await post(app, `/api/shopping-lists/${list}/lines`, { part_key: led, needed: 50, seller_id: seller })
  return { resistor, converter, led, kit, list, seller }
}

/** Pieces of a part by place, as `{ '1-2': 180 }`. */
export async function stockOf(app: FastifyInstance, key: string): Promise<Record<string, number>> {
  const places: { box_no: number; loc_no: number; qty: number }[] = (
    await app.inject(`/api/parts/${key}/locations`)
  ).json()
  return Object.fromEntries(places.map(({ box_no, loc_no, qty }) => [`${box_no}-${loc_no}`, qty]))
}
