import { once } from 'node:events'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { type DocumentedPart, type StoredDocument, storedDocument } from './stored-document.ts'

const PROGRAM = new URL(`./document-worker${extname(import.meta.url)}`, import.meta.url)
/** Parts with more text are read in another thread: it would hold up all other requests. */
const LONG = 5000
const TIME_LIMIT_MS = 20_000

function lengthOf({ description, tags }: DocumentedPart): number {
  return description.length + (tags ?? []).reduce((sum, tag) => sum + tag.length, 0)
}

/** Whether the document of a part takes so long that nothing should wait for it, such as a transaction. */
export function isLong(part: DocumentedPart): boolean {
  return lengthOf(part) > LONG
}

async function inAnotherThread(part: DocumentedPart): Promise<StoredDocument> {
  const signal = AbortSignal.timeout(TIME_LIMIT_MS)
  // Without the arguments of Node.js: they may apply to the main program only.
  const worker = new Worker(PROGRAM, { workerData: part, argv: [] })
  // It may fail while it is being ended, when nobody waits for it any more.
  worker.on('error', () => {})
  try {
    const [document]: StoredDocument[] = await once(worker, 'message', { signal })
    if (document === undefined) throw new Error('the search document was not made')
    return document
  } finally {
    await worker.terminate()
  }
}

/** Makes the search document of a part, of a long text without holding up other work. */
export async function makeDocument(part: DocumentedPart): Promise<StoredDocument> {
  return isLong(part) ? inAnotherThread(part) : storedDocument(part)
}
