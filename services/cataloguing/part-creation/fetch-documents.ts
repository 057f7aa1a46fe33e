import pLimit from 'p-limit'
import { invalidOperation } from '../../../plugins/errors/domain-error.ts'
import type { FileRules } from '../../documents/documents/file-rules.ts'
import type { UrlReader } from '../../documents/url-reader/url-reader.ts'
import type { DocumentSuggestion } from '../part-details/document-suggestion.ts'
import { type FetchedDocument, fetchDocument } from './fetched-document.ts'

const PARALLEL = 4

/** Limits of all documents of one part together. */
export interface FetchLimits {
  seconds: number
  /** In bytes. */
  size: number
}

export interface FetchOptions {
  reader: UrlReader
  rules: FileRules
  limits: FetchLimits
}

export interface NewDocument {
  suggestion: DocumentSuggestion
  fetched: FetchedDocument
}

const OPERATION = 'create a part with its documents'

function tooSlow(seconds: number): Error {
  return invalidOperation(OPERATION, `they could not all be fetched within ${seconds} s; attach some of them later`)
}

function tooLarge(size: number): Error {
  const megabytes = (size / 2 ** 20).toFixed(1)
  return invalidOperation(OPERATION, `they have more than ${megabytes} MB together; attach some of them later`)
}

/**
 * Fetches documents, some at a time. If one fails, the others are not fetched, and files that were fetched already are
 * deleted.
 *
 * @param client aborts when the client has closed the connection.
 * @returns in the order of the suggestions. The caller disposes of them.
 * @throws DomainError 409 that names the URL of a document that cannot be attached, or the limit that all of them
 *   together exceed; the reason of `client` when that aborts.
 */
export async function fetchDocuments(
  suggestions: readonly DocumentSuggestion[],
  { reader, rules, limits }: FetchOptions,
  client: AbortSignal,
): Promise<NewDocument[]> {
  if (suggestions.length === 0) return []
  const stop = new AbortController()
  const deadline = setTimeout(() => stop.abort(tooSlow(limits.seconds)), limits.seconds * 1000)
  const signal = AbortSignal.any([stop.signal, client])
  const slots = pLimit(PARALLEL)
  let size = 0
  const fetch = async (suggestion: DocumentSuggestion): Promise<NewDocument[]> => {
    try {
      signal.throwIfAborted()
      const fetched = await fetchDocument(suggestion.url, { reader, rules }, signal)
      size += fetched.content?.file.size ?? 0
      if (size > limits.size) stop.abort(tooLarge(limits.size))
      return [{ suggestion, fetched }]
    } catch (error) {
      stop.abort(error)
      return []
    }
  }
  const fetched = (await Promise.all(suggestions.map((each) => slots(() => fetch(each))))).flat()
  clearTimeout(deadline)
  if (!signal.aborted) return fetched
  await disposeAll(fetched)
  throw signal.reason
}

export async function disposeAll(documents: readonly NewDocument[]): Promise<void> {
  await Promise.all(documents.map(({ fetched }) => fetched.dispose()))
}
