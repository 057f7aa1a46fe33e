import { type CodeReading, plainReading } from './code-reading.ts'
import { readOwnPage, readOwnPath } from './read-own-label.ts'
import { vendorOfHost } from './vendors.ts'

const ADDRESS = /^(?:https?:\/\/|www\.)/i
const MOST_NUMBERS = 12
const LONGEST_NUMBER = 100

/** Reads the address of a label or a page of our own, or of a page of a shop. @returns null when the text is no address. */
export function readAddress(text: string): CodeReading | null {
  if (!ADDRESS.test(text) || /\s/.test(text)) return null
  const url = URL.parse(/^www\./i.test(text) ? `https://${text}` : text)
  if (url === null) return null
  const vendor = vendorOfHost(url.hostname)
  // Labels outlive host names, so the path alone says that it is one of ours. Shops that are known have such paths, too.
  const own = vendor === null ? readOwnPath(url.pathname) : null
  if (own) return { ...plainReading(text), kind: own.kind, own }
  const page = vendor === null ? readOwnPage(url) : null
  const ofPath = numbersOfPath(url.pathname)
  const isByQuery = ofPath.length === 0 && url.search.length > 1
  const numbers = isByQuery ? numbersIn([...url.searchParams.values()].slice(0, MOST_NUMBERS)) : ofPath
  const plain = plainReading(numbers[0] ?? '')
  return { ...plain, kind: 'url', own: page, isOwnUnsure: page !== null, vendor, url, isByQuery, numbers }
}

/** What in the path of a page may be a number of a part, the last piece of the path first. */
function numbersOfPath(path: string): string[] {
  return numbersIn(path.split('/').slice(-8).reverse().map(decoded))
}

function numbersIn(texts: readonly string[]): string[] {
  const numbers = texts.flatMap((segment) => {
    const bare = segment.replace(/\.(?:html?|php|aspx?)$/i, '').trim()
    const behindName = /[-_](?:p|c)?(\d{4,12})$/i.exec(bare)?.[1]
    const lcsc = /(?:^|[-_])(C\d{3,10})(?:$|[-_])/i.exec(bare)?.[1]
    return [
      bare,
      ...bare.split('_'),
      ...(behindName === undefined ? [] : [behindName]),
      ...(lcsc === undefined ? [] : [lcsc]),
    ]
  })
  const telling = numbers.filter((number) => number.length >= 3 && number.length <= LONGEST_NUMBER && /\d/.test(number))
  return [...new Set(telling)].slice(0, MOST_NUMBERS)
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
