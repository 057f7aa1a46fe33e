import { Choices, spreadStep } from './choices.ts'
import { Dice } from './dice.ts'
import { CAPACITORS } from './families/capacitors.ts'
import { CONNECTORS } from './families/connectors.ts'
import { DIODES_AND_TRANSISTORS } from './families/diodes-and-transistors.ts'
import { ELECTROMECHANICS_AND_MODULES } from './families/electromechanics-and-modules.ts'
import { LEDS } from './families/leds.ts'
import { LOGIC_AND_ANALOG } from './families/logic-and-analog.ts'
import { MAGNETICS_AND_CRYSTALS } from './families/magnetics-and-crystals.ts'
import { PROCESSORS_AND_MEMORIES } from './families/processors-and-memories.ts'
import { RESISTORS } from './families/resistors.ts'
import type { PartDraft, PartFamily } from './part-family.ts'
import { recordAsPeopleDo } from './people.ts'

const FAMILIES: readonly PartFamily[] = [
  ...RESISTORS,
  ...CAPACITORS,
  ...MAGNETICS_AND_CRYSTALS,
  ...DIODES_AND_TRANSISTORS,
  ...LEDS,
  ...LOGIC_AND_ANALOG,
  ...PROCESSORS_AND_MEMORIES,
  ...CONNECTORS,
  ...ELECTROMECHANICS_AND_MODULES,
]

/** Each family as often as its weight says, so that one draw chooses among them. */
const SHELF = FAMILIES.flatMap((family) => Array.from({ length: family.weight }, () => family))

/** How many of a hundred parts are exactly what somebody else has put on another shelf. */
const SAME_AGAIN = 5

const FAMILY_SEED = 7
const PART_SEED = 1_000_003

/** How many parts of a family differ in more than their wording. */
function countCombinations(family: PartFamily): number {
  const choices = new Choices(0)
  family.make(choices, new Dice(0))
  return choices.combinations
}

/** Makers sell one part in many selections; people who have it twice often have two of them. */
function withVariant(draft: PartDraft, lap: number, dice: Dice): PartDraft {
  if (lap === 0 || draft.number === undefined || dice.percent(SAME_AGAIN)) return draft
  return {
    ...draft,
    number: `${draft.number}-${dice.of(['A', 'B', 'K', 'Q', 'X', 'Z'])}${String(lap).padStart(2, '0')}`,
  }
}

/**
 * Parts as they lie on real shelves: families by their share, values by their series, numbers as makers write them. The
 * n-th part is always the same one.
 * A family whose combinations are used up begins again.
 *
 * @param skip how many parts to pass over: as many as there are already.
 */
export function* draftParts(skip: number): Generator<PartDraft, never> {
  const counts = new Map<PartFamily, number>()
  const sizes = new Map(FAMILIES.map((family) => [family, countCombinations(family)]))
  const steps = new Map([...sizes].map(([family, size]) => [family, spreadStep(size)]))
  for (let n = 0; ; n++) {
    const family = new Dice(n * FAMILY_SEED).of(SHELF)
    const count = counts.get(family) ?? 0
    counts.set(family, count + 1)
    if (n < skip) continue
    const size = sizes.get(family) ?? 1
    const index = (count * (steps.get(family) ?? 1)) % size
    const dice = new Dice(n ^ PART_SEED)
    const draft = family.make(new Choices(index), dice)
    yield recordAsPeopleDo(withVariant(draft, Math.floor(count / size), dice), dice)
  }
}
