import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { BlobStore } from '../../../plugins/blob-storage/blob-store.ts'
import { contentKey } from '../../documents/documents/content-address.ts'
import { drawDatasheet } from '../draw-datasheet.ts'
import { type Drawing, renderDrawing } from '../drawings/drawing.ts'
import type { Entries } from '../read-sample-files.ts'
import { draftParts } from './draft-parts.ts'

/** A file that documents of many parts refer to. */
export interface StoredFile {
  s3_key: string
  content_type: string
  file_size: number
}

/** Files in the store, for the documents of generated parts. */
export interface StoredDocuments {
  /** Pictures by their drawing as JSON. */
  pictures: ReadonlyMap<string, StoredFile>
  datasheets: readonly StoredFile[]
}

/** Pictures are drawn for the shapes of so many parts; parts with another shape have no picture. */
const DRAWN_PARTS = 600
const DATASHEETS = 24

async function store(blobs: BlobStore, bytes: Buffer, contentType: string): Promise<StoredFile> {
  const key = contentKey(createHash('sha256').update(bytes).digest('hex'))
  // Also when the file exists: then it counts as new for a sweep that runs at the same time.
  await blobs.put(key, { open: () => Readable.from([bytes]), size: bytes.length, contentType })
  return { s3_key: key, content_type: contentType, file_size: bytes.length }
}

/** Draws and stores pictures and data sheets. No transaction may be open. */
export async function storeDocuments(blobs: BlobStore): Promise<StoredDocuments> {
  const drawings = new Map<string, Drawing>()
  const described: Entries<'parts'> = []
  for (const draft of draftParts(0)) {
    drawings.set(JSON.stringify(draft.drawing), draft.drawing)
    const { number, maker, description } = draft
    if (number && maker && described.length < DATASHEETS) {
      const facts = { manufacturer_code: number, manufacturer: maker, package: draft.package ?? null }
      described.push({ key: 'AAAA', type: draft.type, description, tags: [], seller_links: [], ...facts })
    }
    if (drawings.size > DRAWN_PARTS / 10 && described.length === DATASHEETS) break
  }
  const pictures = new Map<string, StoredFile>()
  for (const [name, drawing] of drawings) {
    pictures.set(name, await store(blobs, await renderDrawing(drawing), 'image/png'))
  }
  const datasheets: StoredFile[] = []
  for (const part of described) datasheets.push(await store(blobs, await drawDatasheet(part, null), 'application/pdf'))
  return { pictures, datasheets }
}
