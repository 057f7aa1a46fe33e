import { percentEncode } from './percent-encode.ts'

const STORED_KEY = /^cas\/([0-9a-f]{64})$/

/** Keys of contents begin with this. */
export const CONTENT_PREFIX = 'cas/'

/** The storage key of a content, by the SHA-256 of its bytes in lower-case hexadecimal digits. */
export function contentKey(sha256: string): string {
  return `${CONTENT_PREFIX}${sha256}`
}

/** The hash of a content by its storage key; null for no key, and for the key of something else. */
export function hashOfKey(key: string | null): string | null {
  return STORED_KEY.exec(key ?? '')?.[1] ?? null
}

/** Percent-encodes everything but letters, digits and `_.-~/`. */
function encode(text: string): string {
  return percentEncode(text).replaceAll('%2F', '/')
}

/**
 * The address of a content.
 *
 * @param key its storage key; null, or the key of something else, gives null.
 * @param type its media type, and `filename` its name, for the answer; null or empty ones are left out.
 */
export function contentUrl(key: string | null, type?: string | null, filename?: string | null): string | null {
  if (key === null || !STORED_KEY.test(key)) return null
  const query = [
    ...(type ? [`content_type=${encode(type)}`] : []),
    ...(filename ? [`filename=${encode(filename)}`] : []),
  ]
  return `/api/${key}${query.length > 0 ? `?${query.join('&')}` : ''}`
}
