import { percentEncode } from '../documents/percent-encode.ts'

const PREVIEW_IMAGE = '/api/parts/attachment-preview/image'
const PROXY = '/api/parts/attachment-proxy/content'

/** The address under which our own origin serves the preview picture of a URL. */
export function previewImageOf(url: string): string {
  return `${PREVIEW_IMAGE}?url=${percentEncode(url)}`
}

/** The address under which our own origin serves the content of a URL. */
export function proxyOf(url: string): string {
  return `${PROXY}?url=${percentEncode(url)}`
}
