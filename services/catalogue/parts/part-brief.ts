import { Type } from 'typebox'
import { coverUrlSql } from '../../documents/documents/cover-sql.ts'
import { Nullable } from '../../schema-types.ts'
import { ShortDescription, shortDescriptionSql } from './short-description.ts'

/** A part as kits and shopping lists show it. */
export const PartBriefSchema = Type.Object(
  {
    key: Type.String(),
    manufacturer_code: Nullable(Type.String()),
    description: ShortDescription(),
    cover_url: Nullable(Type.String()),
    total_quantity: Type.Integer({ description: 'Pieces in stock over all locations' }),
  },
  { title: 'PartBrief' },
)

/**
 * SQL that answers a part as `PartBrief` in JSON.
 *
 * @param part alias of the row of `parts`.
 * @param quantity SQL for its pieces in stock.
 */
export function partBriefSql(part: string, quantity: string): string {
  return `json_build_object('key', ${part}.key, 'manufacturer_code', ${part}.manufacturer_code,
            'description', ${shortDescriptionSql(`${part}.description`)}, 'cover_url', ${coverUrlSql(`${part}.attachment_set_id`)},
            'total_quantity', ${quantity})`
}
