import type { IncomingHttpHeaders } from 'node:http'

/**
 * A browser's headers as the gateway passes them on: names in any case, values single or several. Cookies are joined;
 * of other headers the first value counts.
 */
export function forwardedHeaders(headers: Record<string, string | string[]>): IncomingHttpHeaders {
  const single: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase()
    const values = [value].flat()
    const text = key === 'cookie' ? values.join('; ') : values[0]
    if (text !== undefined) single[key] = text
  }
  return single
}
