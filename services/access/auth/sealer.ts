import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const ALGORITHM = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

/** The keys of the service: the current one, and the one before its last change while there is one. */
export interface SecretKeys {
  secretKey: string
  secretKeyPrevious: string | null
}

/** Encrypts and authenticates small JSON values for one purpose; what was sealed for another one does not open. */
export class Sealer {
  readonly #keys: Buffer[]

  constructor({ secretKey, secretKeyPrevious }: SecretKeys, purpose: string) {
    const secrets = secretKeyPrevious === null ? [secretKey] : [secretKey, secretKeyPrevious]
    this.#keys = secrets.map((secret) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32)))
  }

  /** @returns base64url text that is different each time. */
  seal(value: unknown): string {
    const [key] = this.#keys
    if (key === undefined) throw new Error('there is no key to seal with')
    const iv = randomBytes(IV_BYTES)
    const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES })
    const sealed = Buffer.concat([iv, cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
    return Buffer.concat([sealed, cipher.getAuthTag()]).toString('base64url')
  }

  /** @returns the value, or undefined when the text was not sealed with one of the keys or has been changed. */
  open(text: string): unknown {
    const bytes = Buffer.from(text, 'base64url')
    if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined
    for (const key of this.#keys) {
      const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
      try {
        const json = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()])
        return JSON.parse(json.toString('utf8'))
      } catch {
        // Not of this key, or tampered with.
      }
    }
    return undefined
  }
}
