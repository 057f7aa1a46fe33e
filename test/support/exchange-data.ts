import type { FastifyInstance } from 'fastify'
import { addBox, addPart, addType } from './inventory-rows.ts'

/** Parts with everything that exports have to be careful with, of one type, in one box. */
export async function addExchangeData(app: FastifyInstance): Promise<{ box: number; typeId: number; parts: number[] }> {
  const { db, inventory, receipts, sellerNumbers } = app
  await db.query('delete from types')
  const typeId = await addType(db, 'Resistor')
  const parts = [await addPart(db, 'AAAA', { typeId }), await addPart(db, 'BBBB'), await addPart(db, 'CCCC')]
  await app.parts.update('AAAA', {
    description: 'Resistor 4.7 kΩ ±1 %, "0805"',
    manufacturer: 'Yageo',
    manufacturerCode: 'RC0805',
    package: '0805',
    pinCount: 2,
    mountingType: 'SMD',
    tags: ['a;b', 'c\\d'],
    minimumQuantity: 7,
  })
  await app.parts.update('BBBB', { description: '=1+1', manufacturerCode: '@x' })
  await app.parts.update('CCCC', { description: ' leading\nand a line' })
  const lcsc = await app.sellers.create({ name: 'LCSC', website: 'https://lcsc.com' })
  const odd = await app.sellers.create({ name: 'Digi=Key', website: 'https://digikey.com' })
  const plain = { link: null, minQuantity: null, multiple: null }
  await sellerNumbers.add('AAAA', { sellerId: lcsc.id, number: 'C17673', ...plain })
  await sellerNumbers.add('AAAA', { sellerId: odd.id, number: '311-4.70K', ...plain })
  const box = await addBox(db, 3, 'Drawer')
  await inventory.add('AAAA', { boxNo: box, locNo: 1 }, 10)
  await db.transaction(async (unit) => {
    const place = { boxNo: box, locNo: 2 }
    const { historyId } = await inventory.add('AAAA', place, 5, { lot: 'L1', dateCode: '2431' })
    const price = { unitPrice: '0.0316', currency: 'EUR' }
    await receipts.record(unit, [{ historyId, sellerId: lcsc.id, orderNumber: 'WM1', ...price }])
  })
  await inventory.remove('AAAA', { boxNo: box, locNo: 2 }, 3)
  return { box, typeId, parts }
}
