import type { LabelKind } from '../templates/template.ts'

const PATHS: Readonly<Record<LabelKind, string>> = { part: 'P', location: 'B', box: 'B', kit: 'K', pick_list: 'PL' }

/** What a code may say, the best first. */
export type CodeTexts = (kind: LabelKind, id: string) => string[]

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\./.test(host) || host.endsWith('.localhost')
}

/**
 * Makes the texts of codes: addresses that a phone opens, where the service has one that phones reach. They are in
 * capitals as far as that changes nothing: codes then have a shorter form. For labels that are too small for an address
 * there is the key alone, which only the service understands.
 *
 * @param baseUrl the address of the service as people know it; null when there is none.
 */
export function codeTexts(baseUrl: string | null): CodeTexts {
  const base = baseUrl === null ? null : URL.parse(baseUrl)
  const prefix = base === null || isLoopback(base.hostname) ? null : prefixOf(base)
  return (kind, id) => {
    const path = `/${PATHS[kind]}/${kind === 'location' ? id.replace('-', '/') : id}`
    const alone = kind === 'part' || kind === 'location' ? id : path
    return prefix === null ? [alone] : [`${prefix}${path}`, alone]
  }
}

/** The path of a reverse proxy is not ours, and may be another one in capitals. */
function prefixOf({ origin, pathname }: URL): string {
  return `${origin.toUpperCase()}${pathname.replace(/\/+$/, '')}`
}
