import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { ADD_SELLER_GROUPS, ADD_SHOPPING_LISTS } from '../plan-statements.ts'
import { insertRows } from '../references.ts'
import type { GeneratedSeller } from './add-sellers.ts'
import { choosePart } from './choose-part.ts'
import { Dice } from './dice.ts'
import { ADD_GENERATED_LINES, COUNT_SHOPPING_LISTS, LINK_LISTS_TO_KITS } from './statements.ts'

const SEED = 32_452_843
const PARTS_A_LIST = 500
const MOST_LISTS = 1000
const DONE = 60
const WITHOUT_SELLER = 25
const NOTES = ['urgent', 'only if in stock', 'take the reel', 'price break at 100', 'second source is fine']

interface Group {
  seller_id: number | null
  status: 'new' | 'ordered' | 'done'
}

function chooseGroups(isDone: boolean, sellers: readonly GeneratedSeller[], dice: Dice): Group[] {
  const chosen = new Set(Array.from({ length: dice.between(1, 4) }, () => dice.of(sellers).id))
  const groups: Group[] = [...chosen].map((seller_id) => ({
    seller_id,
    status: isDone ? 'done' : dice.of(['new', 'ordered', 'done']),
  }))
  return dice.percent(WITHOUT_SELLER) ? [...groups, { seller_id: null, status: isDone ? 'done' : 'new' }] : groups
}

function chooseLines(list: number, groups: readonly Group[], partIds: readonly number[], dice: Dice): object[] {
  const chosen = new Set(Array.from({ length: dice.between(2, 45) }, () => choosePart(partIds, dice)))
  return [...chosen].map((part_id) => {
    const { seller_id, status } = dice.of(groups)
    const needed = dice.percent(50) ? dice.between(1, 20) : dice.between(1, 50) * 10
    const ordered = status === 'new' ? 0 : Math.ceil(needed / 10) * 10
    const received = status === 'done' && dice.percent(92) ? ordered : 0
    return {
      shopping_list_id: list,
      part_id,
      seller_id,
      needed,
      ordered,
      received,
      status,
      note: dice.percent(20) ? dice.of(NOTES) : null,
      completed_at:
        status === 'done' ? new Date(Date.UTC(2025, dice.between(0, 9), dice.between(1, 28))).toISOString() : null,
      completion_mismatch: status === 'done' && received !== ordered,
      completion_note: status === 'done' && received !== ordered ? 'Out of stock, cancelled by the seller' : null,
    }
  })
}

/** Adds shopping lists, most of them done, with lines by seller; every third one is linked to a kit. */
export async function addShoppingLists(
  unit: UnitOfWork,
  partIds: readonly number[],
  kitIds: readonly number[],
  sellers: readonly GeneratedSeller[],
): Promise<void> {
  const [known] = await unit.query(COUNT_SHOPPING_LISTS)
  const first = known?.count ?? 0
  const dice = new Dice(SEED + first)
  const count = Math.min(MOST_LISTS, Math.max(1, Math.round(partIds.length / PARTS_A_LIST)))
  const lists = Array.from({ length: count }, (_, n) => ({
    name: `${dice.of(['Order', 'Restock', 'Workshop', 'Spare parts', 'Group buy'])} ${dice.of(['January', 'April', 'July', 'October'])} #${first + n + 1}`,
    description: dice.percent(30) ? 'Collected at the meeting' : null,
    status: dice.percent(DONE) ? 'done' : 'active',
  }))
  const ids = await insertRows(unit, ADD_SHOPPING_LISTS, lists)
  const lines: object[] = []
  const groupRows: object[] = []
  for (const [n, id] of ids.entries()) {
    const groups = chooseGroups(lists[n]?.status === 'done', sellers, dice)
    lines.push(...chooseLines(id, groups, partIds, dice))
    for (const { seller_id, status } of groups) {
      if (seller_id === null) continue
      groupRows.push({ shopping_list_id: id, seller_id, note: null, status: status === 'new' ? 'active' : 'ordered' })
    }
  }
  await insertRows(unit, ADD_GENERATED_LINES, lines)
  await insertRows(unit, ADD_SELLER_GROUPS, groupRows)
  await unit.query(LINK_LISTS_TO_KITS, [ids, kitIds])
}
