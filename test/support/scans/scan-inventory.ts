import type { FastifyInstance } from 'fastify'
import { addBox, addStock } from '../inventory-rows.ts'
import { addKit } from '../kit-rows.ts'

/** Makers' numbers and sellers' numbers of the parts. */
const PARTS = [
  [
    'RESA',
    'Resistor 4.7 kΩ 1 % 0805',
    'RC0805FR-074K7L',
    'YAGEO',
    ['Digi-Key 311-4.70KCRCT-ND', 'LCSC C17673', 'Farnell 9237755'],
  ],
  ['OPAM', 'Operational amplifier, dual', 'LM358BIDDFR', 'Texas Instruments', ['Digi-Key 296-LM358BIDDFRCT-ND']],
  ['VREG', 'Voltage regulator 3.3 V', 'LDK320ADU33R', 'STMicroelectronics', []],
  ['CONN', 'Pin header', 'MPNWBP-302', 'WISHERENTERPRISE', ['TME WBP-302']],
  ['LINK', 'Connector, SMD', 'ST-1-102-A01-T000-RS', 'Nextron', ['LCSC C312270']],
  ['CAPA', 'Capacitor 100 nF, 0603', 'CL10B104KB8NNNC', 'Samsung', ['LCSC C1591']],
  ['MCUA', 'Microcontroller', 'STM32F103C8T6', 'STMicroelectronics', ['Farnell 1447637', 'Reichelt 12345678']],
  ['DUPA', 'Schottky diode', 'BAT54C', 'Nexperia', []],
  ['DUPB', 'Schottky diode, dual', 'BAT54C', 'onsemi', []],
  ['BOOS', 'Boost converter', 'TPS61023DRLR', 'Texas Instruments', []],
  ['TOOL', 'Solder wick', null, null, []],
  ['BOOK', 'The Art of Electronics', null, null, []],
  ['FLUX', 'Flux pen', 'FL-88', 'Kester', []],
] as const

export interface ScanInventory {
  /** The box with 60 locations, number 1. */
  box: number
  kit: number
  pickList: number
  sellers: ReadonlyMap<string, number>
  ids: ReadonlyMap<string, number>
}

/** Fills an instance with what the codes of the tests are of. */
export async function addScanInventory(app: FastifyInstance): Promise<ScanInventory> {
  const { db } = app
  const sellers = new Map<string, number>()
  for (const [name, website] of [
    ['Digi-Key', 'https://www.digikey.com'],
    ['Mouser Electronics', 'https://www.mouser.com'],
    ['LCSC', 'https://www.lcsc.com'],
    ['TME', 'https://www.tme.eu'],
    ['Farnell', 'https://uk.farnell.com'],
    ['Reichelt', 'https://www.reichelt.de'],
    ['Bürklin', 'https://www.buerklin.com/de/'],
  ] as const) {
    sellers.set(name, (await app.sellers.create({ name, website })).id)
  }
  const ids = new Map<string, number>()
  for (const [key, description, manufacturerCode, manufacturer, numbers] of PARTS) {
    const { id } = await app.parts.create({ description, manufacturerCode, manufacturer }, key)
    ids.set(key, id)
    for (const text of numbers) {
      const [seller = '', number = ''] = text.split(' ')
      const fields = { sellerId: sellers.get(seller) ?? 0, number, link: null, minQuantity: null, multiple: null }
      await app.sellerNumbers.add(key, fields)
    }
  }
  const sellerOf = (name: string) => sellers.get(name) ?? 0
  await app.sellerLinks.create('RESA', {
    sellerId: sellerOf('Digi-Key'),
    link: 'https://www.digikey.com/en/products/detail/yageo/RC0805FR-074K7L/727972?s=N4Ig',
  })
  await app.sellerLinks.create('TOOL', {
    sellerId: sellerOf('Bürklin'),
    link: 'https://www.buerklin.com/de/p/4006381333931/',
  })
  await app.db.query(
    `insert into attachments (attachment_set_id, attachment_type, title, url)
     select attachment_set_id, 'url', 'ISBN 9780306406157', 'https://example.com/book' from parts where key = 'BOOK'`,
  )
  await app.parts.create({ description: 'Sold out' }, 'GONE')
  await app.parts.delete('GONE')
  await app.parts.create({ description: 'Twice' }, 'TWIN')
  await app.parts.delete('TWIN')
  await db.query(`update retired_parts set merged_into = 'OPAM' where key = 'TWIN'`)

  const box = await addBox(db, 60, 'Drawer')
  await addStock(db, ids.get('CAPA') ?? 0, box, 12, 500)
  await addStock(db, ids.get('RESA') ?? 0, box, 3, 40)
  const kit = await addKit(app, 'Lamp', [[ids.get('CAPA') ?? 0, 5]])
  const { id: pickList } = await app.pickLists.create(kit, { requestedUnits: 2, shortfallActions: new Map() })
  // What a bag of Mouser with a customer's number is known by.
  await db.query(
    `with operation as (
       insert into operations (id, reason) values (gen_random_uuid(), 'receive') returning id
     ), change as (
       insert into quantity_history (part_id, delta_qty, location_reference, operation_id)
       select p.id, 1, '1-9', operation.id from parts p, operation where p.key = 'VREG' returning id
     )
     insert into receipts (history_id, seller_id, order_number, order_line) select id, $1, '21421399', 7 from change`,
    [sellerOf('Mouser Electronics')],
  )
  return { box, kit, pickList, sellers, ids }
}
