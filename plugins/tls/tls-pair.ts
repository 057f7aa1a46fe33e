import { readFile, stat } from 'node:fs/promises'
import { createSecureContext } from 'node:tls'

/** A certificate with those between it and its authority, and its private key, in PEM form. */
export interface TlsPair {
  cert: Buffer
  key: Buffer
}

export interface TlsFiles {
  certFile: string
  keyFile: string
}

/**
 * Reads a certificate and its key, and sees that they belong together.
 *
 * @throws Error that names the file and says what is wrong with it.
 */
export async function readTlsPair({ certFile, keyFile }: TlsFiles): Promise<TlsPair> {
  const [cert, key] = await Promise.all([read(certFile), read(keyFile)])
  try {
    createSecureContext({ cert, key })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`${certFile} and ${keyFile} are not a certificate and its key: ${reason}`, { cause: error })
  }
  return { cert, key }
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`${file} cannot be read: ${reason}`, { cause: error })
  }
}

/** What changes when one of the files is replaced or written, also behind a symbolic link. */
export async function signatureOf({ certFile, keyFile }: TlsFiles): Promise<string> {
  const states = await Promise.all(
    [certFile, keyFile].map(async (file) => {
      const state = await stat(file, { bigint: true }).catch(() => null)
      return state && [state.ino, state.size, state.mtimeNs].join(' ')
    }),
  )
  return states.join(', ')
}
