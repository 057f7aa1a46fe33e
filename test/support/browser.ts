/** The parts of a browser that a sign-in needs: it keeps cookies by origin and path, and follows redirects when told. */
export class Browser {
  readonly #cookies = new Map<string, { origin: string; name: string; value: string; path: string }>()

  /** The value of a cookie, undefined when there is none. */
  cookie(origin: string, name: string): string | undefined {
    return this.#stored(origin).find((each) => each.name === name)?.value
  }

  setCookie(origin: string, name: string, value: string, path = '/'): void {
    const key = `${origin} ${path} ${name}`
    if (value === '') this.#cookies.delete(key)
    else this.#cookies.set(key, { origin, name, value, path })
  }

  /** Sends one request and keeps the cookies of the answer. */
  async request(url: string, init: RequestInit = {}): Promise<Response> {
    const { origin, pathname } = new URL(url)
    const cookie = this.#stored(origin)
      .filter(({ path }) => pathname.startsWith(path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
    const headers = new Headers(init.headers)
    if (cookie !== '') headers.set('cookie', cookie)
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) this.#keep(origin, line)
    return response
  }

  /** Follows redirects until an answer is none, or leads to an address that begins with `until`. */
  async follow(url: string, until: string, init: RequestInit = {}): Promise<{ url: string; response: Response }> {
    let next = url
    let request = init
    for (let hops = 0; hops < 20; hops++) {
      const response = await this.request(next, request)
      const location = response.headers.get('location')
      if (location === null) return { url: next, response }
      next = new URL(location, next).href
      request = {}
      if (next.startsWith(until)) return { url: next, response }
    }
    throw new Error(`too many redirects, the last to ${next}`)
  }

  #stored(origin: string) {
    return [...this.#cookies.values()].filter((each) => each.origin === origin)
  }

  #keep(origin: string, line: string): void {
    const [pair = '', ...attributes] = line.split(/;\s*/)
    const at = pair.indexOf('=')
    const path = attributes.find((each) => /^path=/i.test(each))?.slice(5) ?? '/'
    const expired = attributes.some((each) => /^max-age=0$/i.test(each))
    const value = expired ? '' : pair.slice(at + 1)
    if (expired) this.setCookie(origin, pair.slice(0, at), '', path)
    else this.setCookie(origin, pair.slice(0, at), value, path)
  }
}

/**
 * Signs in at the identity provider: opens its address, gives the account's name and consents.
 *
 * @param authorizationUrl where the application has sent the browser.
 * @returns the address that the provider sends the browser back to.
 */
export async function signInAtProvider(
  browser: Browser,
  authorizationUrl: string,
  account: string,
  callback: string,
): Promise<string> {
  let { url } = await browser.follow(authorizationUrl, callback)
  for (const form of [{ prompt: 'login', login: account, password: 'any' }, { prompt: 'consent' }]) {
    if (url.startsWith(callback)) return url
    const body = new URLSearchParams(form)
    url = (await browser.follow(url, callback, { method: 'POST', body })).url
  }
  if (!url.startsWith(callback)) throw new Error(`the provider stopped at ${url}`)
  return url
}
