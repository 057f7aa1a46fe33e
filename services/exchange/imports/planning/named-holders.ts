import { bomOptions, orderOptionsOf } from '../chosen-options.ts'
import type { BomOptions, OrderOptions } from '../options.ts'
import type { ImportFacts } from './import-facts.ts'
import { nameOfFile } from './name-of-file.ts'
import type { Queries } from './present.ts'
import { PRESENT_KIT, PRESENT_LIST } from './statements.ts'

/** Letters of the name of a kit or a list. */
const LONGEST_NAME = 255

/** The name of the kit that a bill of materials is for, unless its options name one by its id. */
export function nameOfKit({ kit_name }: BomOptions, fileName: string): string {
  return (kit_name ?? nameOfFile(fileName)).slice(0, LONGEST_NAME)
}

/** The same of the list of a cart or an order. */
export function nameOfList({ list_name }: OrderOptions, fileName: string): string {
  return (list_name ?? nameOfFile(fileName)).slice(0, LONGEST_NAME)
}

/** Whether a cart or an order is about a list at all. */
export function hasList({ target, list_id }: OrderOptions): boolean {
  return target === 'list' || list_id !== null
}

/** Ids of the kit and of the list that an import is about, as far as they are there. An inventory names many. */
export async function namedHolders(
  db: Queries,
  { kind, options, fileName }: Pick<ImportFacts, 'kind' | 'options' | 'fileName'>,
): Promise<{ kitId: number | null; listId: number | null }> {
  const none = { kitId: null, listId: null }
  if (kind === 'bom') {
    const chosen = bomOptions(options)
    const [kit] = await db.query(PRESENT_KIT, [chosen.kit_id, nameOfKit(chosen, fileName)])
    return { ...none, kitId: kit?.id ?? null }
  }
  if (kind !== 'order' && kind !== 'cart') return none
  const chosen = orderOptionsOf(kind, options)
  if (!hasList(chosen)) return none
  const [list] = await db.query(PRESENT_LIST, [chosen.list_id, nameOfList(chosen, fileName)])
  return { ...none, listId: list?.id ?? null }
}
