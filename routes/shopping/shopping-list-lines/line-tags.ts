import type { ShoppingListLineService } from '../../../services/shopping/shopping-lists/line-service.ts'
import { ShoppingListLineSchema } from '../../../services/shopping/shopping-lists/schemas.ts'
import { TaggedRecords } from '../../entity-tags.ts'

/** Lines of shopping lists and their tags. */
export function taggedLines(lines: ShoppingListLineService) {
  return new TaggedRecords({ schema: ShoppingListLineSchema, read: (id: number) => lines.get(id) })
}
