import { ACCESS_TOKEN_PREFIX } from './bearer.ts'

/** What stands in place of a secret. */
export const HIDDEN = '***'

/** A character as it is, or escaped for addresses, also more than once: `%2569` is an `i` as well. */
function escapable(character: string): string {
  const code = character.charCodeAt(0).toString(16)
  return `(?:${character}|%(?:25)*${code})`
}

const PREFIX = [...ACCESS_TOKEN_PREFIX].map(escapable).join('')
/** An access token of this service, also one that was cut or mistyped. */
const ACCESS_TOKEN = new RegExp(`${PREFIX}(?:[0-9a-z]|%(?:25)*(?:3\\d|[46][1-9a-f]|[57][0-9a])){16,}`, 'gi')
/** A token of an identity provider: a JSON object in base64 begins like this. It begins a word, so that no text takes long. */
const JSON_WEB_TOKEN = /(?:(?<![\w-])|(?<=%[0-9a-f]{2}))eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/gi
/** The code of a link to the page that takes codes. */
const CODE_OF_LINK = /(\/pair\/?(?:\?[^\s"#?]*)?#)[\w-]+/g

/**
 * Hides access tokens, and codes in links that pair devices, anywhere in a text. Both can be told from everything else, so
 * that texts of any origin can be cleaned, such as lines of a log.
 */
export function maskSecrets(text: string): string {
  return text
    .replace(ACCESS_TOKEN, `${ACCESS_TOKEN_PREFIX}${HIDDEN}`)
    .replace(JSON_WEB_TOKEN, HIDDEN)
    .replace(CODE_OF_LINK, `$1${HIDDEN}`)
}
