import type { Database } from '../../../plugins/database/database.ts'
import { DomainError, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { momentInWords } from '../../moment-in-words.ts'
import { RETIREMENT } from '../retired-parts/statements.ts'

/** 404 for a key without a part. It says when the part that had the key was deleted, if one had it. */
export async function partNotFound(db: Pick<Database, 'query'>, key: string): Promise<DomainError> {
  const unknown = recordNotFound('Part', key)
  const [retirement] = await db.query(RETIREMENT, [key])
  if (!retirement) return unknown
  const { deleted_at: deletedAt, merged_into: mergedInto } = retirement
  const what = mergedInto === null ? 'was deleted' : `was merged into ${mergedInto}`
  return new DomainError(
    unknown.statusCode,
    unknown.code,
    unknown.message,
    `The part ${what} on ${momentInWords(deletedAt)}`,
    {
      deleted_at: deletedAt,
      ...(mergedInto !== null && { merged_into: mergedInto }),
    },
  )
}
