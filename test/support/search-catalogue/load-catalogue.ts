import type { FastifyInstance } from 'fastify'
import { addBox, addStock } from '../inventory-rows.ts'
import type { ExamplePart } from './catalogue.ts'

async function idOf(app: FastifyInstance, table: 'types' | 'sellers', name: string): Promise<number> {
  const website = table === 'sellers' ? ', website' : ''
  const [row] = await app.db.query<{ id: number }>(
    `with added as (insert into ${table} (name${website}) values ($1${website && ", 'https://seller.example'"})
                    on conflict (name) do nothing returning id)
     select id from added union all select id from ${table} where name = $1 limit 1`,
    [name],
  )
  if (!row) throw new Error(`no row of ${table} was added`)
  return row.id
}

/** Adds a part of the example catalogue with its type and its seller. @returns its id. */
export async function addExample(app: FastifyInstance, example: ExamplePart): Promise<number> {
  const fields = {
    description: example.description,
    manufacturer: example.manufacturer,
    manufacturerCode: example.manufacturer_code ?? null,
    typeId: await idOf(app, 'types', example.type),
    package: example.package ?? null,
    pinCount: example.pin_count ?? null,
    voltageRating: example.voltage_rating ?? null,
    inputVoltage: example.input_voltage ?? null,
    outputVoltage: example.output_voltage ?? null,
    tags: example.tags ? [...example.tags] : null,
  }
  const { id } = await app.parts.create(fields, example.key)
  if (example.seller) {
    const seller = await idOf(app, 'sellers', example.seller)
    await app.db.query('insert into part_sellers (part_id, seller_id, link) values ($1, $2, $3)', [
      id,
      seller,
      `https://seller.example/${example.key}`,
    ])
  }
  if (example.stock) await addStock(app.db, id, example.stock.box_no, example.stock.loc_no, example.stock.qty)
  return id
}

/** Adds the boxes and the parts of the example catalogue in their order. */
export async function loadCatalogue(app: FastifyInstance, parts: readonly ExamplePart[]): Promise<void> {
  for (let box = 1; box <= 6; box++) await addBox(app.db, 12)
  for (const part of parts) await addExample(app, part)
}
