import { promises as dns, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { OutboundError, UNREACHABLE } from './outbound-error.ts'
import { isLoopbackAddress, isPublicAddress } from './public-address.ts'

/** Finds the addresses of a host name. */
export type Resolve = (host: string) => Promise<LookupAddress[]>

export interface GuardOptions {
  /** Lets every address pass. */
  allowPrivate?: boolean
  /** Lets the addresses of this machine pass. */
  allowLoopback?: boolean
  /** Hosts that may be reached whatever addresses they have. */
  allowedHosts?: readonly string[]
  /** Default: the resolver of the operating system. */
  resolve?: Resolve
}

/** A host in the form in which names are compared: lower case, without brackets and without a dot at the end. */
function plainHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.+$/, '')
}

/**
 * Decides where the service may connect to for its users: to the Internet, but neither to this machine nor to the
 * network around it. A user may pass on an address that an attacker has written.
 */
export class AddressGuard {
  readonly #options: GuardOptions
  readonly #allowedHosts: ReadonlySet<string>
  readonly #resolve: Resolve

  constructor(options: GuardOptions = {}) {
    this.#options = options
    this.#allowedHosts = new Set((options.allowedHosts ?? []).map(plainHost))
    this.#resolve = options.resolve ?? ((host) => dns.lookup(host, { all: true }))
  }

  /**
   * Checks everything about a URL that can be checked before its host name is resolved.
   *
   * @throws OutboundError that says "Invalid URL", or that the address is refused.
   */
  check(text: string): URL {
    const url = URL.parse(text)
    if (!url || !/^https?:$/.test(url.protocol) || !/^\s*https?:\/\//i.test(text)) {
      throw new OutboundError('Invalid URL: it must begin with http:// or https:// and name a host')
    }
    if (url.username !== '' || url.password !== '') {
      throw new OutboundError('Invalid URL: it must not contain a user name or a password', 'blocked')
    }
    const host = plainHost(url.hostname)
    if (this.#allowedHosts.has(host)) return url
    if (isIP(host) !== 0) this.#assertAllowed([host])
    else if (!host.includes('.')) throw new OutboundError('Invalid URL: the host name is not complete', 'blocked')
    return url
  }

  /**
   * Resolves a host name for a connection. The connection is made to the addresses that were checked, so that a name
   * cannot get another address between the check and the connection.
   */
  readonly lookup: LookupFunction = (host, { all }, callback) => {
    this.#lookUp(host).then(
      (addresses) => {
        const [first] = addresses
        if (all === true) callback(null, addresses)
        else callback(null, first?.address ?? '', first?.family)
      },
      (error) => callback(error, ''),
    )
  }

  async #lookUp(host: string): Promise<LookupAddress[]> {
    const addresses = await this.#resolve(host)
    if (addresses.length === 0) throw new OutboundError(UNREACHABLE)
    if (!this.#allowedHosts.has(plainHost(host))) this.#assertAllowed(addresses.map(({ address }) => address))
    return addresses
  }

  #assertAllowed(addresses: readonly string[]): void {
    const refused = addresses.filter((address) => !this.#allows(address))
    if (refused.length === 0) return
    const cause = new Error(`not public: ${refused.join(', ')}`)
    throw new OutboundError(UNREACHABLE, 'blocked', { cause })
  }

  #allows(address: string): boolean {
    const { allowPrivate = false, allowLoopback = false } = this.#options
    return allowPrivate || isPublicAddress(address) || (allowLoopback && isLoopbackAddress(address))
  }
}
