import type { PartService, PartTagFacts } from '../../../services/catalogue/parts/part-service.ts'
import { PartSchema } from '../../../services/catalogue/parts/schemas.ts'
import { TaggedRecords } from '../../entity-tags.ts'

/** Parts and their tags. Stock, documents, kits and names of others change what a part shows. */
export function taggedParts(parts: PartService) {
  return new TaggedRecords<string, PartTagFacts, Awaited<ReturnType<typeof parts.get>>>({
    schema: PartSchema,
    read: (key) => parts.get(key),
    readFacts: (key) => parts.readTagFacts(key),
    rest: ({ total_quantity, cover_url, type, used_in_kits, seller_links }) => [
      total_quantity,
      cover_url,
      type,
      used_in_kits,
      seller_links,
    ],
  })
}
