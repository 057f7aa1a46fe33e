import type { UnitOfWork } from '../../../plugins/database/database.ts'
import type { PartFields, PartService } from '../../catalogue/parts/part-service.ts'
import type { PartDto } from '../../catalogue/parts/schemas.ts'
import { setCover } from '../../documents/documents/attachment-lock.ts'
import type { AttachmentWriter } from '../../documents/documents/attachment-writer.ts'
import type { ContentStore } from '../../documents/documents/content-store.ts'
import type { DocumentSuggestion } from '../part-details/document-suggestion.ts'
import { documentTitle } from './document-title.ts'
import { disposeAll, type FetchOptions, fetchDocuments, type NewDocument } from './fetch-documents.ts'

export interface PartCreationOptions extends FetchOptions {
  contents: ContentStore
  parts: PartService
  writer: AttachmentWriter
}

/** Creates parts together with their documents, from a proposal that a user has reviewed. */
export class PartCreation {
  readonly #options: PartCreationOptions

  constructor(options: PartCreationOptions) {
    this.#options = options
  }

  /**
   * Creates a part with all of its documents, or nothing. The documents are fetched first; a URL that occurs twice is
   * attached once. The first flagged document becomes the cover, whatever its type.
   *
   * @param client aborts when the client has closed the connection: then no part is created.
   * @throws DomainError 409 that names the URL of a document that cannot be attached, or the limit that the documents
   *   together exceed; the reason of `client` when that aborts.
   */
  async create(
    fields: PartFields & { description: string },
    documents: readonly DocumentSuggestion[],
    client: AbortSignal,
  ): Promise<PartDto> {
    const fetched = await fetchDocuments(distinct(documents), this.#options, client)
    try {
      const contents = fetched.flatMap(({ fetched: { content } }) => (content ? [content] : []))
      return await this.#options.contents.storeThenWrite(contents, async (unit) => {
        const part = await this.#write(unit, fields, fetched)
        client.throwIfAborted()
        return part
      })
    } finally {
      await disposeAll(fetched)
    }
  }

  async #write(
    unit: UnitOfWork,
    fields: PartFields & { description: string },
    documents: readonly NewDocument[],
  ): Promise<PartDto> {
    const { parts, writer } = this.#options
    const { key, attachment_set_id: setId } = await parts.create(fields)
    let coverId: number | undefined
    for (const { suggestion, fetched } of documents) {
      const { type, content } = fetched
      const attached = await writer.addStoredFromUrl(unit, setId, {
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

/** Each URL once, flagged if one of its suggestions is flagged. */
function distinct(documents: readonly DocumentSuggestion[]): DocumentSuggestion[] {
  const byUrl = new Map<string, DocumentSuggestion>()
  for (const document of documents) {
    const known = byUrl.get(document.url)
    if (known === undefined) byUrl.set(document.url, { ...document })
    else if (document.is_cover_image === true) known.is_cover_image = true
  }
  return [...byUrl.values()]
}
