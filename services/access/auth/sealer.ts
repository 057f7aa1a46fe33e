import { hkdfSync } from 'node:crypto'
import { base64url, CompactEncrypt, compactDecrypt } from 'jose'

/** The secret keys of the service: the current one, and the previous one while it is still accepted. */
export interface SecretKeys {
  secretKey: string
  secretKeyPrevious: string | null
}

const HEADER = { alg: 'dir', enc: 'A256GCM' }
const ALGORITHMS = { keyManagementAlgorithms: [HEADER.alg], contentEncryptionAlgorithms: [HEADER.enc] }
/** The parts of a JWE before the initialization vector; they never change. */
const PREFIX = `${base64url.encode(JSON.stringify(HEADER))}..`
/** Characters of the initialization vector and of the tag, which have 12 and 16 bytes. */
const [IV, TAG] = [16, 22]

/** A JWE without its prefix and without the dots between its parts. */
function shorten(jwe: string): string {
  return jwe.slice(PREFIX.length).replaceAll('.', '')
}

function lengthen(text: string): string {
  return `${PREFIX}${text.slice(0, IV)}.${text.slice(IV, -TAG)}.${text.slice(-TAG)}`
}

/**
 * Encrypts and authenticates small JSON values for one purpose (JWE, RFC 7516). A value that was sealed for another
 * purpose cannot be opened.
 */
export class Sealer {
  readonly #key: Uint8Array
  readonly #previousKey: Uint8Array | null

  constructor({ secretKey, secretKeyPrevious }: SecretKeys, purpose: string) {
    const keyOf = (secret: string) => new Uint8Array(hkdfSync('sha256', secret, '', purpose, 32))
    this.#key = keyOf(secretKey)
    this.#previousKey = secretKeyPrevious === null ? null : keyOf(secretKeyPrevious)
  }

  /** @returns base64url text that is different each time. */
  async seal(value: unknown): Promise<string> {
    const bytes = new TextEncoder().encode(JSON.stringify(value))
    const jwe = await new CompactEncrypt(bytes).setProtectedHeader(HEADER).encrypt(this.#key)
    return shorten(jwe)
  }

  /** @returns the value, or undefined when the text was not sealed with one of the keys or has been changed. */
  async open(text: string): Promise<unknown> {
    for (const key of [this.#key, this.#previousKey]) {
      if (key === null) continue
      try {
        const { plaintext } = await compactDecrypt(lengthen(text), key, ALGORITHMS)
        return JSON.parse(new TextDecoder().decode(plaintext))
      } catch {
        // Encrypted with another key, or changed.
      }
    }
    return undefined
  }
}
