/** Unregistered names of types, and their registered names. */
const ALIASES: Readonly<Record<string, string>> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'image/x-png': 'image/png',
  'image/svg': 'image/svg+xml',
  'image/x-icon': 'image/vnd.microsoft.icon',
  'image/ico': 'image/vnd.microsoft.icon',
  'image/icon': 'image/vnd.microsoft.icon',
  'image/x-ms-bmp': 'image/bmp',
  'image/x-bmp': 'image/bmp',
  'image/tif': 'image/tiff',
  'application/x-pdf': 'application/pdf',
  'application/xhtml+xml': 'text/html',
}

/** The registered name of a media type in lower case, without parameters: `image/JPG; q=1` is `image/jpeg`. */
export function canonicalMediaType(type: string): string {
  const name = type.replace(/;.*$/s, '').trim().toLowerCase()
  return ALIASES[name] ?? name
}
