/** Different addresses that a run may have fetched in all. */
const MAX_FETCHED = 30
/** Addresses that a run remembers. */
const MAX_KNOWN = 20_000

const WEB_ADDRESS = /https?:\/\/[^\s"'<>\\^`{|}]+/gi
/** `www.example.com/a.pdf`: an address without its scheme, as people write it. */
const BARE_ADDRESS = /(?<![\w./@:-])(?:[a-z0-9-]+\.)+[a-z]{2,24}(?:\/[^\s"'<>\\^`{|}]*)?/gi
/** Punctuation of a sentence behind an address. */
const SENTENCE_END = /[.,;:!?)\]*_]+$/

/** The parts of an address that its server gets. */
function keyOf({ host, pathname, search }: URL): string {
  return host + pathname + search
}

/** Without the parameters that a search engine adds to track visitors. */
function withoutTracking(url: URL): URL {
  const plain = new URL(url)
  for (const name of [...plain.searchParams.keys()]) if (name.startsWith('utm_')) plain.searchParams.delete(name)
  return plain
}

/** Whether an address may be fetched: `unknown` when nobody but the model has named it, `spent` when many have been. */
export type Permission = 'granted' | 'unknown' | 'spent'

/**
 * The addresses that the service may fetch for a model in one run: those that the user, a distributor or a search has
 * named, and links of pages that were fetched before. A text that the model reads can instruct it to send data of the
 * inventory to an attacker, as part of an address that the model makes up. Such an address is not among these.
 */
export class KnownAddresses {
  readonly #known = new Set<string>()
  readonly #fetched = new Set<string>()

  /** Adds the addresses that stand in a text. */
  addText(text: string): void {
    for (const [found] of text.matchAll(WEB_ADDRESS)) this.#addBoth(found)
    for (const [found] of text.matchAll(BARE_ADDRESS)) this.#addBoth(`https://${found}`)
  }

  /** Adds the addresses that stand anywhere in a value that is JSON. */
  addJson(value: unknown): void {
    this.addText(JSON.stringify(value) ?? '')
  }

  /** Adds one address. @param base of the page that it stands on, when it is relative. */
  add(address: string, base?: string): void {
    const url = URL.parse(address, base)
    if (url === null || !/^https?:$/.test(url.protocol) || this.#known.size >= MAX_KNOWN) return
    const plain = withoutTracking(url)
    this.#known.add(keyOf(url)).add(keyOf(plain))
    // An address without its query sends less, not more.
    plain.search = ''
    this.#known.add(keyOf(plain))
  }

  /** Asks for permission to fetch an address; an address counts when it is granted for the first time. */
  take(address: string): Permission {
    const url = URL.parse(address)
    if (url === null || !this.#known.has(keyOf(url))) return 'unknown'
    if (this.#fetched.size >= MAX_FETCHED && !this.#fetched.has(keyOf(url))) return 'spent'
    this.#fetched.add(keyOf(url))
    return 'granted'
  }

  #addBoth(found: string): void {
    this.add(found)
    this.add(found.replace(SENTENCE_END, ''))
  }
}
