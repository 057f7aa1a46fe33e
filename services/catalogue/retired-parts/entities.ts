import { defineEntity, p } from '@mikro-orm/core'

/** A part that was deleted. Its key is never given again, and it can be brought back. */
export const RetiredPart = defineEntity({
  name: 'RetiredPart',
  tableName: 'retired_parts',
  properties: {
    /** The id that the part had. */
    id: p.integer().primary().autoincrement(false),
    key: p.string().length(4).unique('uq_retired_parts_key'),
    description: p.text(),
    deletedAt: p.datetime().defaultRaw('clock_timestamp()'),
    /** The key of the part that this one was merged into. */
    mergedInto: p.string().length(4).nullable(),
    /** All that is needed to bring it back. */
    record: p.json<Record<string, unknown>>(),
  },
})
