import type { PickListService } from '../../../services/kits/pick-lists/pick-list-service.ts'
import { PickListDetailSchema } from '../../../services/kits/pick-lists/schemas.ts'
import { TaggedRecords } from '../../entity-tags.ts'

/** Pick lists and their tags. */
export function taggedPickLists(pickLists: PickListService) {
  return new TaggedRecords({ schema: PickListDetailSchema, read: (id: number) => pickLists.get(id) })
}
