import type { FastifyInstance } from 'fastify'
import { findExposure } from '../config/exposure-checks.ts'
import type { Settings } from '../config/index.ts'
import { isLoopback, plainAddress } from '../config/loopback.ts'

/**
 * Whether the settings allow requests that come to this address of the machine. `HOST` is checked at the start, but a
 * program that embeds the service, or `fastify start`, may make the server listen on another address.
 */
export class Reach {
  readonly #isForAll: boolean
  /** The loopback address that the last request came to: the next one mostly comes to the same. */
  #lastLoopback: string | undefined

  constructor(settings: Settings) {
    this.#isForAll = findExposure({ ...settings, host: '0.0.0.0' }).length === 0
  }

  /** @param localAddress null or undefined where there is none, as for a socket of the file system. */
  includes(localAddress: string | null | undefined): boolean {
    if (this.#isForAll || !localAddress || localAddress === this.#lastLoopback) return true
    if (!isLoopback(plainAddress(localAddress))) return false
    this.#lastLoopback = localAddress
    return true
  }
}

/** What is wrong with the addresses that the server listens on, in words for whoever has started it; null if nothing is. */
export function findListeningProblem(app: FastifyInstance): string | null {
  for (const bound of app.addresses()) {
    // A socket of the file system is open to whom its folder lets in.
    if (typeof bound === 'string') continue
    const host = plainAddress(bound.address)
    const problems = isLoopback(host) ? [] : findExposure({ ...app.config, host })
    if (problems.length > 0) {
      return [
        `The server was made to listen on ${host} by the program that started it ("fastify start" does so by -a or` +
          ' FASTIFY_ADDRESS, and in a container). For that address the rules of HOST hold:',
        ...problems.map((problem) => `- ${problem}`),
      ].join('\n')
    }
  }
  return null
}
