import { isLoopback, plainAddress } from '../config/loopback.ts'

/** A host with or without a port, as the `Host` header has it. What is outside of this form names no host. */
const HOST = /^(?<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i

/**
 * The host name of a `Host` header in lower case, without port, brackets and the dot that may end a full name.
 *
 * @returns null for what is no host.
 */
function hostName(header: string): string | null {
  const name = HOST.exec(header)?.groups?.name
  if (name === undefined) return null
  return name
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
}

/** Whether a name leads to nothing but the machine that uses it (RFC 6761, section 6.3, for those below localhost). */
function isOfThisMachine(name: string): boolean {
  return isLoopback(name) || name.endsWith('.localhost')
}

/** Spellings of known hosts that are remembered; a browser sends one. */
const REMEMBERED = 100

/** The names under which the service is to be reached. */
export class KnownHosts {
  readonly #names: ReadonlySet<string>
  readonly #everyName: boolean
  /** Headers that name one of them, so that those of most requests are not read again. */
  readonly #seen = new Set<string>()

  /** @param names hosts with or without a port, or `*` for every name. */
  constructor(names: Iterable<string>) {
    const hosts = [...names]
    this.#everyName = hosts.includes('*')
    this.#names = new Set(hosts.flatMap((host) => hostName(host) ?? []))
  }

  /**
   * Whether a request for this host is meant for the service. A page of another site that has its own name lead to this
   * machine sends that name here.
   *
   * @param localAddress address of this machine that the request has come to; a name cannot be made of it.
   */
  includes(header: string, localAddress: string | undefined): boolean {
    if (this.#everyName || this.#seen.has(header)) return true
    const name = hostName(header)
    if (name === null) return false
    if (isOfThisMachine(name) || this.#names.has(name)) {
      if (this.#seen.size < REMEMBERED) this.#seen.add(header)
      return true
    }
    return !!localAddress && name === plainAddress(localAddress)
  }
}
