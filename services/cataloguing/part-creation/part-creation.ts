import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import type { PartFields, PartService } from '../../catalogue/parts/part-service.ts'
import type { PartDto } from '../../catalogue/parts/schemas.ts'
import { setCover } from '../../documents/documents/attachment-lock.ts'
import type { AttachmentWriter } from '../../documents/documents/attachment-writer.ts'
import type { FileRules } from '../../documents/documents/file-rules.ts'
import { Semaphore } from '../../documents/images/semaphore.ts'
import type { UrlReader } from '../../documents/url-reader/url-reader.ts'
import type { DocumentSuggestion } from '../part-details/document-suggestion.ts'
import { documentTitle } from './document-title.ts'
import { type FetchedDocument, fetchDocument } from './fetched-document.ts'

const PARALLEL = 4

export interface PartCreationOptions {
  db: Database
  parts: PartService
  reader: UrlReader
  rules: FileRules
  writer: AttachmentWriter
}

interface NewDocument {
  suggestion: DocumentSuggestion
  fetched: FetchedDocument
}

/** Creates parts together with their documents, from a proposal that a user has reviewed. */
export class PartCreation {
  readonly #options: PartCreationOptions

  constructor(options: PartCreationOptions) {
    this.#options = options
  }

  /**
   * Creates a part with its documents, or nothing. The documents are fetched first; a URL that is named twice is
   * attached once. The first that is flagged becomes the cover, whatever it is.
   *
   * @throws DomainError 409 that names the URL of a document that cannot be attached.
   */
  async create(
    fields: PartFields & { description: string },
    documents: readonly DocumentSuggestion[],
  ): Promise<PartDto> {
    const fetched = await this.#fetchAll(distinct(documents))
    try {
      return await this.#options.db.transaction(async (unit) => this.#store(unit, fields, fetched))
    } finally {
      await disposeAll(fetched)
    }
  }

  /** Fetches some at a time. One that fails spoils all: the others are not fetched any more. */
  async #fetchAll(documents: readonly DocumentSuggestion[]): Promise<NewDocument[]> {
    const slots = new Semaphore(PARALLEL)
    const failures: unknown[] = []
    const stop = new AbortController()
    const fetch = async (suggestion: DocumentSuggestion): Promise<NewDocument[]> => {
      try {
        stop.signal.throwIfAborted()
        return [{ suggestion, fetched: await fetchDocument(suggestion.url, this.#options, stop.signal) }]
      } catch (error) {
        failures.push(error)
        stop.abort()
        return []
      }
    }
    const fetched = (await Promise.all(documents.map((document) => slots.run(() => fetch(document))))).flat()
    if (failures.length === 0) return fetched
    await disposeAll(fetched)
    throw failures[0]
  }

  async #store(
    unit: UnitOfWork,
    fields: PartFields & { description: string },
    documents: readonly NewDocument[],
  ): Promise<PartDto> {
    const { parts, writer } = this.#options
    const { key, attachment_set_id: setId } = await parts.create(fields)
    let coverId: number | undefined
    for (const { suggestion, fetched } of documents) {
      const { type, content } = fetched
      const attached = await writer.addFromUrl(setId, {
        title: documentTitle(suggestion),
        url: suggestion.url,
        type,
        content,
      })
      if (suggestion.is_cover_image === true) coverId ??= attached.id
    }
    if (coverId !== undefined) await setCover(unit, setId, coverId)
    return parts.get(key)
  }
}

/** Each URL once; it is flagged if one of its suggestions is. */
function distinct(documents: readonly DocumentSuggestion[]): DocumentSuggestion[] {
  const byUrl = new Map<string, DocumentSuggestion>()
  for (const document of documents) {
    const known = byUrl.get(document.url)
    if (known === undefined) byUrl.set(document.url, { ...document })
    else if (document.is_cover_image === true) known.is_cover_image = true
  }
  return [...byUrl.values()]
}

async function disposeAll(documents: readonly NewDocument[]): Promise<void> {
  await Promise.all(documents.map(({ fetched }) => fetched.dispose()))
}
