import type { KitForecast } from '../../stock/operations/effects.ts'
import { KITS_SHORT } from './forecast-statements.ts'

/** Finds the active kits whose build target can be built now, and cannot when so many pieces of parts are gone. */
export const forecastKits: KitForecast = async (unit, deltas) => {
  const fewer = deltas.filter(({ delta }) => delta < 0)
  if (fewer.length === 0) return []
  return unit.query(KITS_SHORT, [fewer.map(({ partId }) => partId), fewer.map(({ delta }) => delta)])
}
