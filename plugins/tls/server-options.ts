import type { SecureServerOptions } from 'node:http2'
import { StartError } from '../start-error.ts'
import { readTlsPair } from './tls-pair.ts'

/** What `Fastify()` takes for a server that speaks HTTPS, with HTTP/2 and 1.1. */
export interface TlsServerOptions {
  http2: true
  https: SecureServerOptions
}

export interface TlsSettings {
  tlsCertFile: string | null
  tlsKeyFile: string | null
}

/**
 * The options of the server as `TLS_CERT_FILE` and `TLS_KEY_FILE` say.
 *
 * @param http options that the server has without HTTPS as well.
 * @returns nothing when they are not set.
 * @throws StartError for files that cannot be used.
 */
export async function tlsServerOptions(
  { tlsCertFile: certFile, tlsKeyFile: keyFile }: TlsSettings,
  http: object = {},
): Promise<TlsServerOptions | Record<string, never>> {
  if (certFile === null || keyFile === null) return {}
  const pair = await readTlsPair({ certFile, keyFile }).catch((cause: Error) => {
    throw new StartError(`TLS_CERT_FILE and TLS_KEY_FILE cannot be used: ${cause.message}`, { cause })
  })
  return { http2: true, https: { ...http, ...pair, allowHTTP1: true } }
}
