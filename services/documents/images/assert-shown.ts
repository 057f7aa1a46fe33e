import { readFile } from 'node:fs/promises'
import { invalidOperation } from '../../../plugins/errors/domain-error.ts'
import { BoundedQueue } from './bounded-queue.ts'
import { DecoderUnavailableError } from './decoder-unavailable.ts'
import { pictureUnavailable } from './picture-unavailable.ts'
import { renderMaster } from './render-master.ts'
import { UndecodableImageError } from './undecodable-image.ts'

/** Bounds how many files are in memory at the same time. */
const files = new BoundedQueue({ atATime: 3, waiting: 250, waitMs: 60_000 })

/**
 * Makes sure that a picture can be shown, before it is stored.
 *
 * @param file its path, and the SHA-256 of its bytes in lower-case hexadecimal digits.
 * @param operation names what is refused, such as "set logo".
 * @throws DomainError 409 with the reason why it cannot be shown, 503 when it cannot be decoded now.
 */
export async function assertShown(
  { path, sha256 }: { path: string; sha256: string },
  operation: string,
): Promise<void> {
  try {
    await files.run(async () => renderMaster(await readFile(path), sha256))
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
