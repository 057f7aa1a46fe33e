import type { Database } from '../../plugins/database/database.ts'
import { timed } from '../compare-times.ts'
import { type Comparison, median } from '../result.ts'

const ROUNDS = 7
/** One pass over all descriptions and numbers. */
const SCAN = `select count(*) from parts where description ilike '%' || $1 || '%' or manufacturer_code ilike '%' || $1 || '%'`

/** Milliseconds of a pass over all parts as `ratio`. */
export async function measureScan(db: Database): Promise<Comparison> {
  const scan = () => db.query(SCAN, ['resistor x'])
  await scan()
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) times.push(await timed(scan))
  const half = Math.ceil(ROUNDS / 2)
  return { ratio: median(times), noise: median(times.slice(half)) / median(times.slice(0, half)) }
}
