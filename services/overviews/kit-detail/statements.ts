import { bigint, json, statement } from '../../../plugins/database/statement.ts'
import { jsonList } from '../../json-list.ts'
import { KIT_ROW } from '../../kits/kits/kit-row.ts'
import { KIT_COLUMNS, KIT_CONTENTS } from '../../kits/kits/kit-sql.ts'
import type { KitContentDto } from '../../kits/kits/schemas.ts'
import { PICK_LIST_SUMMARIES } from '../../kits/pick-lists/pick-list-sql.ts'
import type { PickListSummary } from '../../kits/pick-lists/schemas.ts'
import type { KitLink } from '../../shopping/kit-shopping-lists/link-schemas.ts'
import { KIT_LINKS } from '../../shopping/kit-shopping-lists/link-sql.ts'

/** The kit `$1` with its contents, links and pick lists. */
export const KIT_DETAIL = statement(
  `select ${KIT_COLUMNS}, k.version,
          ${jsonList(`${KIT_CONTENTS} where c.kit_id = $1 order by p.key, c.id`)} as contents,
          ${jsonList(`${KIT_LINKS} where link.kit_id = $1 order by link.created_at, link.id`)} as shopping_list_links,
          ${jsonList(`${PICK_LIST_SUMMARIES} where l.kit_id = $1 order by l.created_at, l.id`)} as pick_lists
     from kits k where k.id = $1`,
  {
    ...KIT_ROW,
    version: bigint,
    contents: json<KitContentDto[]>(),
    shopping_list_links: json<KitLink[]>(),
    pick_lists: json<PickListSummary[]>(),
  },
)
