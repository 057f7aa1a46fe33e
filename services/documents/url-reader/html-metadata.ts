import { isIP } from 'node:net'
import { visibleName } from '../../../plugins/validation/visible-name.ts'
import type { HtmlTag } from './html-tags.ts'

/** The title of a page: the first line of its first `title`, however malformed the rest is. Null when it has none. */
export function findTitle(tags: readonly HtmlTag[]): string | null {
  const text = tags.find(({ name }) => name === 'title')?.text.trim() ?? ''
  const [line = ''] = text.split(/[\r\n]/, 1)
  const [title = ''] = line.split('<', 1)
  return visibleName(title).trim() || null
}

function findMeta(tags: readonly HtmlTag[], attribute: string, value: string): string | undefined {
  return tags
    .find(({ name, attributes }) => name === 'meta' && attributes.get(attribute)?.trim().toLowerCase() === value)
    ?.attributes.get('content')
}

/** Some pages give Open Graph properties in `name` instead of `property`. */
function findOpenGraph(tags: readonly HtmlTag[], property: string): string | undefined {
  return findMeta(tags, 'property', property) ?? findMeta(tags, 'name', property)
}

function isLink({ name, attributes }: HtmlTag, relation: string): boolean {
  return name === 'link' && (attributes.get('rel') ?? '').toLowerCase().split(/\s+/).includes(relation)
}

/** Addresses of the links of a page with one relation, in their order, without those that have none. */
function linksOf(tags: readonly HtmlTag[], relation: string): string[] {
  const links = tags.filter((tag) => isLink(tag, relation))
  return links.flatMap(({ attributes }) => attributes.get('href') ?? [])
}

function findLink(tags: readonly HtmlTag[], relation: string): string | undefined {
  return tags.find((tag) => isLink(tag, relation))?.attributes.get('href')
}

/** The base URL of a page: its first `base` with an address, or the page itself. */
function findBase(tags: readonly HtmlTag[], page: string): string {
  const href = tags.find(({ name, attributes }) => name === 'base' && attributes.has('href'))?.attributes.get('href')
  const base = href === undefined ? null : URL.parse(href.trim(), page)
  return base && /^https?:$/.test(base.protocol) ? base.href : page
}

/** The conventional address of the icon of a site. */
function findSiteIcon(page: string): string[] {
  const { origin, protocol } = new URL(page)
  return /^https?:$/.test(protocol) ? [`${origin}/favicon.ico`] : []
}

/** The icon of the host at a public service. IP addresses and local names are not sent there. */
function findFavicon(page: string): string[] {
  const { host, hostname } = new URL(page)
  const isAddress = isIP(hostname) !== 0 || hostname.startsWith('[')
  if (isAddress || !hostname.includes('.')) return []
  return [`https://www.google.com/s2/favicons?domain=${encodeURIComponent(host)}&sz=64`]
}

/**
 * Addresses of pictures that may represent a page, each once, the best first. The last is the icon of its host at a
 * public service.
 *
 * @param page the URL of the page.
 */
export function findPreviewCandidates(tags: readonly HtmlTag[], page: string): string[] {
  const base = findBase(tags, page)
  const declared = [
    findOpenGraph(tags, 'og:image'),
    findOpenGraph(tags, 'og:image:secure_url') ?? findOpenGraph(tags, 'og:image:url'),
    findMeta(tags, 'name', 'twitter:image') ?? findMeta(tags, 'name', 'twitter:image:src'),
    findLink(tags, 'icon'),
    findLink(tags, 'apple-touch-icon') ?? findLink(tags, 'apple-touch-icon-precomposed'),
  ]
  const candidates = declared.flatMap((address) => {
    const url = address?.trim() ? URL.parse(address.trim(), base) : null
    return url ? [url.href] : []
  })
  return [...new Set([...candidates, ...findSiteIcon(page), ...findFavicon(page)])]
}

/**
 * Addresses of the icons of a page, each once: first those for home screens, which are large, then the others that it
 * names, and at the end the one at which browsers look where a page names none.
 *
 * @param page the URL of the page.
 */
export function findIconCandidates(tags: readonly HtmlTag[], page: string): string[] {
  const base = findBase(tags, page)
  const named = ['apple-touch-icon', 'apple-touch-icon-precomposed', 'icon'].flatMap((relation) =>
    linksOf(tags, relation),
  )
  const candidates = named.flatMap((address) => URL.parse(address.trim(), base)?.href ?? [])
  return [...new Set([...candidates, ...findSiteIcon(page)])]
}

/** Addresses of the documents that a page shows in frames and whose names end in `.pdf`, in their order. */
export function findFramedPdfs(tags: readonly HtmlTag[], page: string): string[] {
  const base = findBase(tags, page)
  return tags.flatMap(({ name, attributes }) => {
    const src = attributes.get('src') ?? ''
    const url = name === 'iframe' && src.endsWith('.pdf') ? URL.parse(src, base) : null
    return url ? [url.href] : []
  })
}
