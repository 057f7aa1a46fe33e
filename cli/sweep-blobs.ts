import { openBlobStore } from '../plugins/blob-storage/open-blob-store.ts'
import { FORGET_SWEPT_CONTENTS } from '../services/catalogue/retired-parts/statements.ts'
import { LOGO_CONTENTS } from '../services/catalogue/sellers/statements.ts'
import { sweepContents } from '../services/documents/documents/sweep-contents.ts'
import type { CommandContext } from './command-context.ts'

/** A file that is younger may belong to an upload that is under way. */
const MIN_AGE_HOURS = 24
const HOUR_MS = 3_600_000
const MEBIBYTE = 2 ** 20

/** Lists stored files that nothing refers to, and removes them when that was asked for. */
export async function sweepBlobs(
  { settings, connection: { db }, say }: CommandContext,
  flags: { remove: boolean },
): Promise<void> {
  say(`Files: ${settings.s3EndpointUrl === null ? settings.dataDir : `bucket ${settings.s3BucketName}`}`)
  const blobs = await openBlobStore(settings)
  let count = 0
  let bytes = 0
  try {
    const total = await sweepContents({
      db,
      blobs,
      referring: [LOGO_CONTENTS],
      forgetting: [FORGET_SWEPT_CONTENTS],
      minAgeMs: MIN_AGE_HOURS * HOUR_MS,
      remove: flags.remove,
      onOrphan({ key, size, modifiedAt }) {
        count++
        bytes += size
        say(`${key} ${size} bytes, ${modifiedAt.toISOString()}`)
      },
    })
    say(`${flags.remove ? 'Removed' : 'Found'} ${count} of ${total} files, ${(bytes / MEBIBYTE).toFixed(1)} MiB`)
    if (!flags.remove && count > 0) say('Nothing was removed; add --delete to remove them')
  } finally {
    await blobs.close()
  }
}
