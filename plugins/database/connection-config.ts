import type pg from 'pg'
import { parse, toClientConfig } from 'pg-connection-string'

/** The database that a URL names, or undefined when it names none: then the server takes that of the user's name. */
export function databaseNameOf(url: string): string | undefined {
  const [, path = ''] = /^[^:]+:\/\/[^/?#]*\/([^?#]*)/.exec(url) ?? []
  return path === '' ? undefined : decodeURIComponent(path)
}

/**
 * The parser takes these modes of TLS for `verify-full`, and prints a long warning of Node that this will change. The URL
 * names what is meant, so that the meaning stays and nothing is printed. With `uselibpqcompat` they keep their own meaning.
 */
function withExplicitMode(url: string): string {
  if (/[?&]uselibpqcompat=true(?=&|$)/.test(url)) return url
  return url.replace(/([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/g, '$1verify-full')
}

/**
 * How the driver connects to the server of a URL. Every connection of the service is made with these.
 *
 * @param url of the server; characters of the database's name may be percent-encoded or not.
 * @param applicationName what the server calls the connection.
 */
export function connectionConfig(url: string, applicationName: string): pg.ClientConfig {
  const { statement_timeout, lock_timeout, idle_in_transaction_session_timeout, ...parsed } = toClientConfig(
    parse(withExplicitMode(url.replaceAll(' ', '%20'))),
  )
  // The parser leaves characters such as an encoded & as they are.
  const database = databaseNameOf(url)
  return {
    ...parsed,
    ...(database === undefined ? {} : { database }),
    application_name: applicationName,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEPALIVE_AFTER_MS,
  }
}

const KEEPALIVE_AFTER_MS = 10_000
