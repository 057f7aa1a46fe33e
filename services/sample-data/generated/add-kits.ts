import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { addDocumentSets } from '../load-catalogue.ts'
import { ADD_KIT_CONTENTS } from '../plan-statements.ts'
import { insertRows } from '../references.ts'
import { choosePart } from './choose-part.ts'
import { Dice } from './dice.ts'
import { ADD_COMPLETED_PICK_LISTS, ADD_GENERATED_KITS, ADD_OPEN_PICK_LISTS, COUNT_KITS } from './statements.ts'

const SUBJECTS = [
  'Bench supply',
  'Synth voice',
  'Weather station',
  'Robot arm controller',
  'Guitar overdrive',
  'LED wall panel',
  'Battery charger',
  'Greenhouse node',
  'Function generator',
  'CNC break-out',
  'Class D amplifier',
  'Door bell',
  'Geiger counter',
  'Antenna tuner',
  'Camera slider',
  'Motor driver',
  'Data logger',
  'Nixie clock',
  'Soldering station',
  'Logic probe',
]
const EDITIONS = ['', ' rev B', ' rev C', ' mini', ' workshop kit', ' school edition', ' 2024 run', ' prototype']

const SEED = 15_485_863
const PARTS_A_KIT = 250
const MOST_KITS = 2000
const ARCHIVED = 25
const NOTES = [
  'R1, R2',
  'C3–C8',
  'D1',
  'U1',
  'fit from below',
  'any brand will do',
  'do not substitute',
  'alternative: see data sheet',
]
const WITH_NOTE = 40

/** Lines of a kit: a dozen mostly, now and then some hundred. */
function chooseSize(dice: Dice): number {
  return dice.percent(85) ? dice.between(4, 40) : dice.percent(90) ? dice.between(40, 150) : dice.between(150, 400)
}

function chooseContents(kit_id: number, partIds: readonly number[], dice: Dice): object[] {
  const size = Math.min(partIds.length, chooseSize(dice))
  const chosen = new Set<number>()
  for (let tries = 0; chosen.size < size && tries < size * 3; tries++) chosen.add(choosePart(partIds, dice))
  return [...chosen].map((part_id) => ({
    kit_id,
    part_id,
    required_per_unit: dice.percent(60) ? 1 : dice.between(2, 16),
    note: dice.percent(WITH_NOTE) ? dice.of(NOTES) : null,
  }))
}

/** Adds kits, some of them archived, with the lists by which they were picked or are being picked. @returns their ids. */
export async function addKits(unit: UnitOfWork, partIds: readonly number[]): Promise<number[]> {
  const [known] = await unit.query(COUNT_KITS)
  const first = known?.count ?? 0
  const dice = new Dice(SEED + first)
  const count = Math.min(MOST_KITS, Math.max(1, Math.round(partIds.length / PARTS_A_KIT)))
  const sets = await addDocumentSets(unit, count)
  const kits = sets.map((attachment_set_id, n) => {
    const isArchived = dice.percent(ARCHIVED)
    return {
      name: `${dice.of(SUBJECTS)}${dice.of(EDITIONS)} #${first + n + 1}`,
      description: dice.percent(60)
        ? 'Board, case and everything that goes into it. See the drawing for the order of assembly.'
        : null,
      build_target: dice.percent(10) ? 0 : dice.between(1, 20),
      status: isArchived ? 'archived' : 'active',
      archived_at: isArchived ? new Date(Date.UTC(2024, dice.between(0, 11), dice.between(1, 28))).toISOString() : null,
      attachment_set_id,
    }
  })
  const ids = await insertRows(unit, ADD_GENERATED_KITS, kits)
  const contents = ids.flatMap((id) => chooseContents(id, partIds, dice))
  await insertRows(unit, ADD_KIT_CONTENTS, contents)
  await unit.query(ADD_COMPLETED_PICK_LISTS, [ids])
  await unit.query(ADD_OPEN_PICK_LISTS, [ids])
  return ids
}
