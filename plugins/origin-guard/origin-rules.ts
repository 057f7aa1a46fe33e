const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE'])
const OTHER_SITES: ReadonlySet<string> = new Set(['cross-site', 'same-site'])

/** What a request says about where it comes from and goes to. */
export interface RequestOrigin {
  method: string
  /** The header `Origin`. */
  origin: string | undefined
  /** The header `Sec-Fetch-Site`, which browsers add and pages cannot change. */
  fetchSite: string | undefined
  /** Host and port that the client has asked for. */
  host: string
  /** Scheme that the client has used, as far as it is known. */
  protocol: string
}

/** A method that promises to change nothing (RFC 9110, section 9.2.1). */
function isSafeMethod(method: string): boolean {
  return SAFE_METHODS.has(method)
}

/** Origins whose pages may change something here: those that are listed, and the one of the service itself. */
export class KnownOrigins {
  readonly #listed: ReadonlySet<string>
  readonly #secureHosts: ReadonlySet<string>
  readonly #comparesScheme: boolean

  /**
   * @param origins `https://parts.example.com`; `*` opens nothing here, as it would be every page of the Internet.
   * @param comparesScheme whether a page with HTTPS is another one than the same address without.
   */
  constructor(origins: Iterable<string>, { comparesScheme = false }: { comparesScheme?: boolean } = {}) {
    this.#comparesScheme = comparesScheme
    const listed = [...origins].filter((origin) => origin !== '*')
    const urls = listed.flatMap((origin) => URL.parse(origin) ?? [])
    // Of a scheme that it does not know, such as that of an app, the parser says "null", as sandboxes do.
    const parsed = urls.map(({ origin }) => origin).filter((origin) => origin !== 'null')
    this.#listed = new Set([...listed, ...parsed])
    this.#secureHosts = new Set(urls.filter(({ protocol }) => protocol === 'https:').map(({ host }) => host))
  }

  /**
   * Whether a page of another origin has sent this request to change something. Another port of the same machine is
   * another origin, though browsers call it the same site and send it the cookies.
   */
  refuses({ method, origin, fetchSite, host, protocol }: RequestOrigin): boolean {
    if (isSafeMethod(method)) return false
    if (origin !== undefined && this.#listed.has(origin)) return false
    if (fetchSite !== undefined && OTHER_SITES.has(fetchSite.toLowerCase())) return true
    return origin !== undefined && !this.#isOwn(origin, host, protocol)
  }

  #isOwn(origin: string, host: string, protocol: string): boolean {
    const url = URL.parse(origin)
    if (url === null || url.origin !== origin) return false
    if (this.#comparesScheme && url.protocol !== `${protocol}:`) return false
    // Whoever sits between can make plain pages under the name of a site that is read over HTTPS.
    const isPlain = url.protocol !== 'https:' && (protocol === 'https' || this.#secureHosts.has(url.host))
    return !isPlain && url.host === URL.parse(`${url.protocol}//${host}`)?.host
  }
}
