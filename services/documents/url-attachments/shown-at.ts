import { percentEncode } from '../documents/percent-encode.ts'

const PREVIEW_IMAGE = '/api/parts/attachment-preview/image'
const PROXY = '/api/parts/attachment-proxy/content'

/** Where the picture of a document is shown from our own origin. */
export function previewImageOf(url: string): string {
  return `${PREVIEW_IMAGE}?url=${percentEncode(url)}`
}

/** Where a document is shown from our own origin. */
export function proxyOf(url: string): string {
  return `${PROXY}?url=${percentEncode(url)}`
}
