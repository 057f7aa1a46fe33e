import { DomainError, invalidOperation } from '../../../plugins/errors/domain-error.ts'
import { OutboundError } from '../../../plugins/outbound/outbound-error.ts'
import type { FileRules } from '../../documents/documents/file-rules.ts'
import { type StorableDocument, storableDocument } from '../../documents/url-attachments/storable-document.ts'
import type { UrlReader } from '../../documents/url-reader/url-reader.ts'

/** The content of a URL, ready to be stored. The caller calls `dispose` in the end. */
export interface FetchedDocument extends StorableDocument {
  dispose(): Promise<void>
}

/**
 * @throws DomainError 409 that names the URL, when its content cannot be stored; the signal's reason when it
 *   aborts.
 */
export async function fetchDocument(
  url: string,
  { reader, rules }: { reader: UrlReader; rules: FileRules },
  signal: AbortSignal,
): Promise<FetchedDocument> {
  const read = await reader.read(url, { signal }).catch((error) => {
    if (!(error instanceof OutboundError)) throw error
    const cause = `failed to process URL ${url}: ${error.message}`
    throw invalidOperation('create URL attachment', cause, { passes: true })
  })
  try {
    return { ...(await storableDocument(read, rules)), dispose: () => read.dispose() }
  } catch (error) {
    await read.dispose()
    if (!(error instanceof DomainError)) throw error
    const named = new DomainError(error.statusCode, error.code, `${error.message} (${url})`, error.hint, error.facts, {
      passes: error.passes,
    })
    named.cause = error
    throw named
  }
}
