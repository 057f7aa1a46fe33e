import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import type { OwnData } from '../../own-format/records.ts'
import { toJson } from '../to-json.ts'
import { ADD_ALTERNATES } from '../writing/statements.ts'
import type { UndoLog } from '../writing/undo-log.ts'
import type { Names } from './names.ts'
import { ADD_KITS, ADD_LINES_TO_KITS, ADD_UNFITTED_TO_KITS } from './write-statements.ts'

/** Adds kits with their lines, alternates and what they do not fit. */
export async function writeKits(
  unit: UnitOfWork,
  kits: readonly OwnData<'kits'>[],
  names: Names,
  log: UndoLog,
): Promise<void> {
  if (kits.length === 0) return
  const heads = kits.map(({ lines: _, unfitted: __, ...head }, place) => ({ ...head, place }))
  const added = new Map((await unit.query(ADD_KITS, [toJson(heads)])).map(({ id, name }) => [name, id]))
  for (const id of added.values()) log.add('kit', id)
  const own = kits.flatMap((kit) => {
    const kitId = added.get(kit.name)
    return kitId === undefined ? [] : [{ ...kit, kitId }]
  })
  const lines = own.flatMap(({ kitId, lines: each }) => each.map((line) => ({ ...line, kitId })))
  const rows = await unit.query(ADD_LINES_TO_KITS, [
    toJson(
      lines.map(({ kitId, key, required_per_unit, note, designators }, place) => ({
        place,
        kit_id: kitId,
        part_id: names.part(key),
        required: required_per_unit,
        note,
        designators,
      })),
    ),
  ])
  const ids = new Map(rows.map(({ id, kit_id, part_id }) => [`${kit_id} ${part_id}`, id]))
  for (const { id, kit_id: owner } of rows) log.add('kit_line', id, null, { owner })
  const alternates = lines.flatMap(({ kitId, key, alternates: each }) =>
    each.map((alternate, index) => ({
      line: ids.get(`${kitId} ${names.part(key)}`) ?? 0,
      part: names.part(alternate),
      rank: index + 1,
    })),
  )
  await unit.query(ADD_ALTERNATES, [
    alternates.map(({ line }) => line),
    alternates.map(({ part }) => part),
    alternates.map(({ rank }) => rank),
  ])
  const unfitted = own.flatMap(({ kitId, unfitted: each }) =>
    each.map(({ key, ...line }) => ({ ...line, kit_id: kitId, part_id: key === null ? null : names.part(key) })),
  )
  await unit.query(ADD_UNFITTED_TO_KITS, [toJson(unfitted.map((line, place) => ({ ...line, place })))])
}
