import { BASE_PATH } from '../../api/client.ts'

const MAX_LENGTH = 2048

/**
 * Where the person was going, by the rule of `GET /api/auth/login`: an address of this origin. Browsers read a backslash as
 * a slash and drop control characters, so neither is allowed.
 *
 * @returns the address; the first page for one of another origin.
 */
export function target(redirect: string | undefined): string {
  if (redirect === undefined || redirect.length > MAX_LENGTH || /[\p{Cc}\\]/u.test(redirect)) return BASE_PATH
  if (!/^(?:\/|https?:\/\/[^/])/i.test(redirect)) return BASE_PATH
  const url = URL.parse(redirect, location.origin)
  if (url === null || url.origin !== location.origin || url.username !== '' || url.password !== '') return BASE_PATH
  // A page, that is: calling the API is not where somebody was going.
  return plainPath(url).startsWith(`${BASE_PATH}api/`) ? BASE_PATH : url.href
}

/** The path as the service reads it: without escapes. */
function plainPath({ pathname }: URL): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}
