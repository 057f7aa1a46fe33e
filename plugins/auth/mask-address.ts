import { HIDDEN, maskSecrets } from './mask-secrets.ts'

/** Parameters that hold what a sign-in depends on, and `q`: what a person searches for. */
const SECRET_NAME =
  /code|state|hint|token|secret|password|passwd|credential|signature|session|auth|api[_-]?key|^(?:q|pw|sig)$/i
const PARAMETER = /([?&])([^=&#?]*)=([^&#]*)/g
/** A parameter that is a value alone. */
const BARE_PARAMETER = /([?&])[^=&#?]+(?=[&#?]|$)/g
/** Characters that mean the same escaped and as they are (RFC 3986, 2.3), and what parts a path. */
const PLAIN = /[\w.~/-]/
const ESCAPE = /%(?:25)*([0-9a-f]{2})/gi
const FRAGMENT = /#.*$/s
const ESCAPED_FRAGMENT = /(%(?:25)*23)[\w-]{8,}/gi
/** Codes of links have 20 bytes; tokens of devices that wait, and secrets of devices, 32. */
const RANDOM_BYTES = /(?<![\w.-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?:[\w-]{43}|[\w-]{27})(?![\w.-])/g
/** A code that people type, as it is shown. */
const TYPED_CODE = /(?<![\w-])[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}(?![\w-])/g
const PAIRING_PATH = /(\/pair(?:ing(?:-codes)?)?)(\/[^?#]*)/g
/** What else stands in an address that pairs devices is a code at a wrong place. */
const KNOWN_STEP = /^(?:redeem|collect|approve|refuse|\d+)?$/
const IS_OF_PAIRING = /\/pair(?:ing(?:-codes)?)?(?:[/?#]|$)/
const KEPT_OF_PAIRING = /^redirect$/

/** Whatever can hold a secret has one of these. */
const MAY_HOLD_SECRETS = /[=#%]|\/pair|inv_|eyJ|[\w-]{27}|-/i

function unescapePlain(address: string): string {
  return address.replace(ESCAPE, (escaped: string, code: string) => {
    const character = String.fromCharCode(Number.parseInt(code, 16))
    return PLAIN.test(character) ? character : escaped
  })
}

function maskSteps(path: string): string {
  return path
    .split('/')
    .map((step) => (KNOWN_STEP.test(step) ? step : HIDDEN))
    .join('/')
}

/**
 * The address of a request for logs: without what a sign-in depends on, wherever somebody has put it, and without what a
 * person searches for. `***` stands there.
 *
 * @returns the same text where there is nothing to hide.
 */
export function maskAddress(address: string): string {
  if (!MAY_HOLD_SECRETS.test(address)) return address
  const plain = unescapePlain(address)
  const isOfPairing = IS_OF_PAIRING.test(plain)
  const masked = maskSecrets(plain)
    .replace(FRAGMENT, `#${HIDDEN}`)
    .replace(PARAMETER, (whole: string, before: string, name: string) =>
      SECRET_NAME.test(name) || (isOfPairing && !KEPT_OF_PAIRING.test(name)) ? `${before}${name}=${HIDDEN}` : whole,
    )
    .replace(BARE_PARAMETER, isOfPairing ? `$1${HIDDEN}` : '$&')
    .replace(PAIRING_PATH, (_, page: string, path: string) => page + maskSteps(path))
    .replace(ESCAPED_FRAGMENT, `$1${HIDDEN}`)
    .replace(RANDOM_BYTES, HIDDEN)
    .replace(TYPED_CODE, HIDDEN)
  return masked === plain ? address : masked
}
