import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { UnitOfWork } from '../../plugins/database/database.ts'
import { attachmentTypeOf } from '../documents/documents/attachment-writer.ts'
import { contentKey } from '../documents/documents/content-address.ts'
import type { Content } from '../documents/documents/content-store.ts'
import { type DrawnDocument, drawDocuments } from './draw-documents.ts'
import { drawLogo } from './drawings/logo.ts'
import type { CatalogueReferences } from './load-catalogue.ts'
import type { SampleFiles } from './read-sample-files.ts'
import { insertRows, References } from './references.ts'
import {
  ADD_DOCUMENTS,
  DOCUMENT_SETS_OF_KITS,
  DOCUMENT_SETS_OF_PARTS,
  SET_ALL_COVERS,
  SET_SELLER_LOGO,
} from './statements.ts'

/** The files of the sample data, drawn and ready to be stored. */
export interface SampleContents {
  documents: readonly (DrawnDocument & { stored: Content | null })[]
  logos: readonly { sellerId: number; stored: Content }[]
}

function contentOf(bytes: Buffer, contentType: string): Content {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { contentType, file: { sha256, size: bytes.length, open: () => Readable.from([bytes]) } }
}

/** Checks that the parts, kits and sellers of the entries exist in the other files. @throws DomainError 409 for the first that does not. */
function assertNamed(files: SampleFiles): void {
  const named = <Key>(noun: string, keys: readonly Key[]) => new References(noun, new Map(keys.map((key) => [key, 0])))
  const parts = named(
    'part',
    files.parts.map(({ key }) => key),
  )
  const kits = named(
    'kit',
    files.kits.map(({ name }) => name),
  )
  const sellers = named(
    'seller',
    files.sellers.map(({ id }) => id),
  )
  for (const entry of files.documents) {
    if ('kit_name' in entry) kits.get(entry.kit_name, 'documents.json')
    else parts.get(entry.part_key, 'documents.json')
  }
  for (const { seller_id } of files['seller-logos']) sellers.get(seller_id, 'seller-logos.json')
}

/**
 * Draws pictures, data sheets and logos.
 *
 * @throws DomainError 409 that names the first entry that is wrong, before anything is drawn.
 */
export async function drawContents(files: SampleFiles): Promise<SampleContents> {
  assertNamed(files)
  const logos = files['seller-logos'].map(({ seller_id: sellerId, motif, colour }) => ({
    sellerId,
    stored: contentOf(Buffer.from(drawLogo(motif, colour)), 'image/svg+xml'),
  }))
  const documents = (await drawDocuments(files)).map((document) => {
    const { content } = document
    return { ...document, stored: content && contentOf(content.bytes, content.contentType) }
  })
  return { documents, logos }
}

async function readSets(
  unit: UnitOfWork,
  noun: string,
  sets: typeof DOCUMENT_SETS_OF_PARTS,
): Promise<References<string>> {
  const owners = await unit.query(sets)
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

/**
 * Loads the documents of parts and kits, whose first pictures become their covers, and the logos of sellers.
 *
 * @param contents as they have been stored.
 */
export async function loadDocuments(
  unit: UnitOfWork,
  { documents, logos }: SampleContents,
  { sellers }: CatalogueReferences,
): Promise<void> {
  const parts = await readSets(unit, 'part', DOCUMENT_SETS_OF_PARTS)
  const kits = await readSets(unit, 'kit', DOCUMENT_SETS_OF_KITS)
  const rows = documents.map((document) => {
    const { entry, stored } = document
    const attachment_set_id =
      'kit_name' in entry ? kits.get(entry.kit_name, 'documents.json') : parts.get(entry.part_key, 'documents.json')
    return { ...rowOf(document), attachment_set_id, s3_key: stored && contentKey(stored.file.sha256) }
  })
  await insertRows(unit, ADD_DOCUMENTS, rows)
  await unit.query(SET_ALL_COVERS)
  for (const { sellerId, stored } of logos) {
    const id = sellers.get(sellerId, 'seller-logos.json')
    await unit.query(SET_SELLER_LOGO, [id, contentKey(stored.file.sha256)])
  }
}
