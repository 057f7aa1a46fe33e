import type { Versioned } from '../../../plugins/entity-tags/entity-tag.ts'
import { type KitDetail, KitDetailSchema } from '../../../services/overviews/kit-detail/schemas.ts'
import { TaggedRecords } from '../../entity-tags.ts'

type Kit = KitDetail & Versioned

/** Kits as they are read, and their tags. @param read reads a kit. */
export function taggedKits(read: (id: number) => Promise<Kit>): TaggedRecords<number, Kit> {
  return new TaggedRecords({ schema: KitDetailSchema, read })
}
