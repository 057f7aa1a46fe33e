import { isIP } from 'node:net'
import type { HtmlTag } from './html-tags.ts'

/** The title of a page: the first line of its first `title`, however malformed the rest is. Null when it has none. */
export function findTitle(tags: readonly HtmlTag[]): string | null {
  const text = tags.find(({ name }) => name === 'title')?.text.trim() ?? ''
  const [line = ''] = text.split(/[\r\n]/, 1)
  const [title = ''] = line.split('<', 1)
  return title.trim() === '' ? null : title.trim()
}

function findMeta(tags: readonly HtmlTag[], attribute: string, value: string): string | undefined {
  return tags
    .find(({ name, attributes }) => name === 'meta' && attributes.get(attribute)?.trim().toLowerCase() === value)
    ?.attributes.get('content')
}

function findIcon(tags: readonly HtmlTag[]): string | undefined {
  const isIcon = (rel = '') => rel.toLowerCase().split(/\s+/).includes('icon')
  return tags.find(({ name, attributes }) => name === 'link' && isIcon(attributes.get('rel')))?.attributes.get('href')
}

/** What a public service has for the host of a page; it is told no address that is no public name. */
function findFavicon(page: string): string[] {
  const { host, hostname } = new URL(page)
  const isAddress = isIP(hostname) !== 0 || hostname.startsWith('[')
  if (isAddress || !hostname.includes('.')) return []
  return [`https://www.google.com/s2/favicons?domain=${encodeURIComponent(host)}&sz=64`]
}

/**
 * Addresses of pictures that may stand for a page, the best first; the last is what a public service has for its host.
 *
 * @param page where the page came from.
 */
export function findPreviewCandidates(tags: readonly HtmlTag[], page: string): string[] {
  const declared = [
    findMeta(tags, 'property', 'og:image'),
    findMeta(tags, 'name', 'twitter:image') ?? findMeta(tags, 'name', 'twitter:image:src'),
    findIcon(tags),
  ]
  return [
    ...declared.flatMap((address) => {
      const url = address?.trim() ? URL.parse(address.trim(), page) : null
      return url ? [url.href] : []
    }),
    ...findFavicon(page),
  ]
}

/** Addresses of the documents that a page shows in frames and whose names end in `.pdf`, in their order. */
export function findFramedPdfs(tags: readonly HtmlTag[], page: string): string[] {
  return tags.flatMap(({ name, attributes }) => {
    const src = attributes.get('src') ?? ''
    const url = name === 'iframe' && src.endsWith('.pdf') ? URL.parse(src, page) : null
    return url ? [url.href] : []
  })
}
