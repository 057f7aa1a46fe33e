import type { Database } from '../../../../plugins/database/database.ts'
import type { ScanContext } from './proposal.ts'
import { CONTEXT_FACTS } from './statements.ts'

/** A context of which everything exists. */
export interface ExistingContext extends ScanContext {
  /** Of a box that is named without a location: its first free one; null when it is full. */
  freeLocNo: number | null
}

/**
 * What of that which a client says of itself exists, and a warning for what does not.
 */
export async function existingContext(
  db: Database,
  context: ScanContext,
): Promise<{ context: ExistingContext; warnings: string[] }> {
  const { boxNo, pickListId, shoppingListId } = context
  const locNo = boxNo === null ? null : context.locNo
  const leftOut = locNo === context.locNo ? [] : ['A location needs its box: loc_no is left out']
  if (boxNo === null && pickListId === null && shoppingListId === null) {
    return { context: { ...context, locNo, freeLocNo: null }, warnings: leftOut }
  }
  const [facts] = await db.query(CONTEXT_FACTS, [boxNo, locNo, pickListId, shoppingListId])
  if (!facts) throw new Error('the context of a scan was not looked up')
  const hasPlace = locNo === null ? facts.has_box : facts.has_location
  const missing: [isMissing: boolean, what: string][] = [
    [boxNo !== null && !hasPlace, locNo === null ? `box ${boxNo}` : `location ${boxNo}-${locNo}`],
    [pickListId !== null && !facts.has_pick_list, `pick list ${pickListId}`],
    [shoppingListId !== null && !facts.has_shopping_list, `shopping list ${shoppingListId}`],
  ]
  return {
    context: {
      boxNo: hasPlace ? boxNo : null,
      locNo: hasPlace ? locNo : null,
      pickListId: facts.has_pick_list ? pickListId : null,
      shoppingListId: facts.has_shopping_list ? shoppingListId : null,
      freeLocNo: locNo === null ? facts.free_loc_no : null,
    },
    warnings: [...leftOut, ...missing.filter(([isMissing]) => isMissing).map(([, what]) => `There is no ${what}`)],
  }
}
