import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { BlobStore } from '../../plugins/blob-storage/blob-store.ts'
import type { UnitOfWork } from '../../plugins/database/database.ts'
import { attachmentTypeOf } from '../documents/documents/attachment-writer.ts'
import { contentKey } from '../documents/documents/content-address.ts'
import { holdContents } from '../documents/documents/content-store.ts'
import { type DrawnDocument, drawDocuments } from './draw-documents.ts'
import { drawLogo } from './drawings/logo.ts'
import type { CatalogueReferences } from './load-catalogue.ts'
import type { SampleFiles } from './read-sample-files.ts'
import { insertRows, References } from './references.ts'

/** Stores bytes under their hash, unless they are there. @returns the key. */
async function store(blobs: BlobStore, bytes: Buffer, contentType: string): Promise<string> {
  const key = contentKey(createHash('sha256').update(bytes).digest('hex'))
  const isStored = (await blobs.head(key)) !== null
  if (!isStored) await blobs.put(key, { open: () => Readable.from([bytes]), size: bytes.length, contentType })
  return key
}

async function readSets(unit: UnitOfWork, noun: string, query: string): Promise<References<string>> {
  const owners = await unit.query<{ name: string; id: number }>(query)
  return new References(noun, new Map(owners.map(({ name, id }) => [name, id])))
}

function rowOf({ entry, content }: DrawnDocument) {
  return {
    title: entry.title,
    url: 'url' in entry ? entry.url : null,
    attachment_type: content ? attachmentTypeOf(content.contentType) : 'url',
    filename: content?.filename ?? null,
    content_type: content?.contentType ?? null,
    file_size: content?.bytes.length ?? null,
  }
}

const COLUMNS = {
  attachment_set_id: 'int',
  attachment_type: 'text',
  title: 'text',
  s3_key: 'text',
  url: 'text',
  filename: 'text',
  content_type: 'text',
  file_size: 'int',
}

/** Loads the documents of parts and kits, whose first pictures become their covers, and the logos of sellers. */
export async function loadDocuments(
  unit: UnitOfWork,
  blobs: BlobStore,
  files: SampleFiles,
  { sellers }: CatalogueReferences,
): Promise<void> {
  await holdContents(unit)
  const parts = await readSets(unit, 'part', 'select key as name, attachment_set_id as id from parts')
  const kits = await readSets(unit, 'kit', 'select name, attachment_set_id as id from kits')
  // Before anything is drawn, so that an entry that is wrong costs no time.
  const setIds = files.documents.map((entry) =>
    'kit_name' in entry ? kits.get(entry.kit_name, 'documents.json') : parts.get(entry.part_key, 'documents.json'),
  )
  const logos = files['seller-logos'].map(({ seller_id, ...logo }) => ({
    id: sellers.get(seller_id, 'seller-logos.json'),
    svg: Buffer.from(drawLogo(logo.motif, logo.colour)),
  }))

  const rows: object[] = []
  for (const [index, document] of (await drawDocuments(files)).entries()) {
    const { content } = document
    const s3_key = content && (await store(blobs, content.bytes, content.contentType))
    rows.push({ ...rowOf(document), attachment_set_id: setIds[index], s3_key })
  }
  await insertRows(unit, 'attachments', COLUMNS, rows)
  await unit.query(
    `update attachment_sets s set cover_attachment_id = first.id
       from (select attachment_set_id, min(id) as id from attachments where attachment_type = 'image'
              group by attachment_set_id) first
      where first.attachment_set_id = s.id`,
  )
  for (const { id, svg } of logos) {
    const key = await store(blobs, svg, 'image/svg+xml')
    await unit.query('update sellers set logo_s3_key = $2 where id = $1', [id, key])
  }
}
