import type { LabelledPart, ShelvedPart } from '../labelled-part.ts'
import { CABLES } from './cables.ts'
import { CHIPS } from './chips.ts'
import { CONNECTORS } from './connectors.ts'
import { FUSES } from './fuses.ts'
import { LIGHTS } from './lights.ts'
import { MECHANICS } from './mechanics.ts'
import { MODULES } from './modules.ts'
import { MOSFETS } from './mosfets.ts'
import { PASSIVES } from './passives.ts'
import { POWER_AND_MOTION } from './power-and-motion.ts'
import { REGULATORS } from './regulators.ts'
import { RELAYS } from './relays.ts'
import { SENSORS } from './sensors.ts'

/** Keys have no vowels, so that they are no words. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ'
const SELLERS = ['Digi-Key', 'Mouser', 'Reichelt', 'LCSC', 'Farnell', 'TME']
/** Far apart, so that neighbours of a family neither lie in one box nor were added one after the other. */
const STEP = 7919

function keyOf(place: number): string {
  const digits = [8000, 400, 20, 1].map((weight) => Math.floor(place / weight) % 20)
  return digits.map((digit) => LETTERS[digit]).join('')
}

/** All parts on their shelves, in the order in which they were added: always the same. */
export function shelvedParts(): ShelvedPart[] {
  const parts: readonly LabelledPart[] = [
    ...CONNECTORS,
    ...FUSES,
    ...MOSFETS,
    ...SENSORS,
    ...REGULATORS,
    ...RELAYS,
    ...LIGHTS,
    ...MODULES,
    ...MECHANICS,
    ...CABLES,
    ...CHIPS,
    ...PASSIVES,
    ...POWER_AND_MOTION,
  ]
  const shuffled = parts.map((part, place) => ({ part, order: (place * STEP) % 104_729 }))
  return shuffled
    .sort((a, b) => a.order - b.order)
    .map(({ part, order }, place) => ({
      seller: SELLERS[order % SELLERS.length] ?? '',
      ...part,
      key: keyOf(place * 101),
      // Three of ten are out of stock.
      stock:
        order % 10 < 3
          ? null
          : { box: 1 + (place % 40), location: 1 + Math.floor(place / 40), quantity: 1 + (order % 200) },
    }))
}
