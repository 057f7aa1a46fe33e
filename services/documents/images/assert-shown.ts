import { readFile } from 'node:fs/promises'
import { invalidOperation } from '../../../plugins/errors/domain-error.ts'
import { BoundedQueue } from './bounded-queue.ts'
import { DecoderUnavailableError } from './decoder-unavailable.ts'
import { kindOfPicture, type PictureKind } from './image-decoder.ts'
import { pictureUnavailable } from './picture-unavailable.ts'
import { renderMaster } from './render-master.ts'
import { UndecodableImageError } from './undecodable-image.ts'

/** One slow picture is checked at a time, which leaves room for those that are shown meanwhile. */
const SLOW = { atATime: 1, waiting: 30, waitMs: 20_000 }
/**
 * Bounds how many pictures are in memory at the same time. Each kind waits in a line of its own, so that many drawings
 * hold up other drawings, and no photo.
 */
const LINES: Record<PictureKind, BoundedQueue> = {
  drawing: new BoundedQueue(SLOW),
  large: new BoundedQueue(SLOW),
  other: new BoundedQueue({ atATime: 3, waiting: 250, waitMs: 60_000 }),
}

/** A file that was received. */
export interface ReceivedPicture {
  path: string
  /** Of its bytes, in lower-case hexadecimal digits. */
  sha256: string
  /** As its first bytes say. */
  contentType: string
}

/**
 * Makes sure that a picture can be shown, before it is stored.
 *
 * @param operation names what is refused, such as "set logo".
 * @throws DomainError 409 with the reason why it cannot be shown, 503 when it cannot be decoded now.
 */
export async function assertShown({ path, sha256, contentType }: ReceivedPicture, operation: string): Promise<void> {
  try {
    const kind = await kindOfPicture(path, contentType)
    await LINES[kind].run(async () => renderMaster(await readFile(path), sha256))
  } catch (error) {
    const isRefused = error instanceof UndecodableImageError
    if (error instanceof DecoderUnavailableError && !error.tookTooLong) throw pictureUnavailable(error)
    if (!isRefused && !(error instanceof DecoderUnavailableError)) throw error
    const refusal = invalidOperation(operation, `the picture cannot be shown: ${error.message}`, {
      // How long it takes depends on what else the machine does.
      passes: !isRefused,
    })
    refusal.cause = error
    throw refusal
  }
}
