import { extname } from 'node:path'
import { runInThread } from '../../../plugins/run-in-thread.ts'
import { type DocumentedPart, type StoredDocument, storedDocument } from './stored-document.ts'

const PROGRAM = new URL(`./document-worker${extname(import.meta.url)}`, import.meta.url)
/** Parts with more text are read in another thread: it would hold up all other requests. */
const LONG = 5000
const LIMITS = { seconds: 20 }

function lengthOf({ description, tags }: DocumentedPart): number {
  return description.length + (tags ?? []).reduce((sum, tag) => sum + tag.length, 0)
}

/** Whether the document of a part takes so long that nothing should wait for it, such as a transaction. */
export function isLong(part: DocumentedPart): boolean {
  return lengthOf(part) > LONG
}

/** Makes the search document of a part, of a long text without holding up other work. */
export async function makeDocument(part: DocumentedPart): Promise<StoredDocument> {
  return isLong(part) ? runInThread<StoredDocument>(PROGRAM, part, LIMITS) : storedDocument(part)
}
