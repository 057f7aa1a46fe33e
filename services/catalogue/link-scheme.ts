import { RequestValidationError } from '../../plugins/errors/validation-error.ts'

const WEB = new Set(['http', 'https'])
/** `example.com:8080/x` begins with a host and its port, and not with a scheme. */
const HOST_AND_PORT = /^(?:localhost|[a-z0-9-]+(?:\.[a-z0-9-]+)+):\d+(?:[/?#]|$)/i

/** Control and format characters, and others that are shown as nothing. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu
const LEADING_BLANKS = /^[\s\p{Z}]+/u

/**
 * The scheme of a text as a browser reads it when it is the address of a link: control characters and spaces before it
 * are dropped, tabs and line breaks everywhere (URL Standard, basic URL parser). Other blanks before it and invisible
 * characters count as nothing too: whatever trims or copies the text may drop them.
 *
 * @returns null for text without a scheme, such as a domain alone.
 */
function schemeOf(text: string): string | null {
  const read = text.replace(INVISIBLE, '').replace(LEADING_BLANKS, '')
  if (HOST_AND_PORT.test(read)) return null
  return /^([a-z][a-z0-9+.-]*):/i.exec(read)?.[1]?.toLowerCase() ?? null
}

/** Whether a text may become a link: it has no scheme or that of a web page, so that a click on it runs nothing. */
export function isLinkable(text: string): boolean {
  const scheme = schemeOf(text)
  return scheme === null || WEB.has(scheme)
}

/** @throws RequestValidationError 400 that names the field, for a text that may not become a link. */
export function demandLinkable(field: string, text: string | null | undefined): void {
  if (!text || isLinkable(text)) return
  throw new RequestValidationError([{ field, message: 'must begin with http:// or https://' }])
}
