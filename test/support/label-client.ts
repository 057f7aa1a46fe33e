import type { FastifyInstance } from 'fastify'
import { addBox, addPart, addStock } from './inventory-rows.ts'

export const LONG_NUMBER = 'ADSP-BF609BBCZ-5-EVALUATION-BOARD-WITH-A-VERY-LONG-ORDERING-NUMBER-0123456789'

/** Parts that are hard to print. @returns the box that one of them lies in. */
export async function addOddParts(app: FastifyInstance): Promise<number> {
  for (const [key, description, number] of [
    [
      'WIDE',
      'Low-noise precision operational amplifier, rail-to-rail output, 4.7 kΩ ±1 % 100 µF 25 V −40 … +85 °C',
      LONG_NUMBER,
    ],
    ['MWMW', 'مقاومة كهربائية 抵抗器 резистор Ω µ ± °', 'Ω-µ±°'],
    ['SHRT', 'x', null],
  ] as const) {
    await addPart(app.db, key)
    await app.db.query('update parts set description = $2, manufacturer_code = $3, package = $4 where key = $1', [
      key,
      description,
      number,
      key === 'WIDE' ? 'SOT-23-5' : null,
    ])
  }
  const box = await addBox(app.db, 12, 'Amplifiers & "more" <of them>')
  const [part] = await app.db.query<{ id: number }>(`select id from parts where key = 'WIDE'`)
  await addStock(app.db, part?.id ?? 0, box, 3, 5)
  return box
}

/** Asks for labels. */
export function drawing(app: FastifyInstance, body: object) {
  return app.inject({ method: 'POST', url: '/api/labels', payload: body })
}
