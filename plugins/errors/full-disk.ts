/** No space, no quota, a file system that has become read-only. */
const CODES = new Set(['ENOSPC', 'EDQUOT', 'EROFS'])

/** Whether a file could not be written because of the disk, and not because of what was to be written. */
export function isFullDisk(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && CODES.has(error.code)
}
