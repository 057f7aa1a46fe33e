/** Where the logo of a seller without one comes from. */
export type SellerIconSource = 'favicon' | 'placeholder'

/** Where the service serves its own icon for sellers. */
export const SELLER_ICON_URL = '/api/icons/seller'

/** A row with the storage key of a logo, from which the address of the logo is derived. */
export type WithLogoKey<T> = Omit<T, 'logo_url'> & { logo_s3_key: string | null }

const STORED_LOGO = /^cas\/[0-9a-f]{64}$/
/** A URL with an authority: scheme or not, credentials, then the host, which a port may follow (RFC 3986, 3.2). */
const AUTHORITY = /^\s*(?:[a-z][a-z0-9+.-]*:)?\/\/(?:[^/?#]*@)?(\[[^/?#\]]+\]|[^/?#:]+)/i

/**
 * The `logo_url` of a seller, never empty.
 *
 * @param website the seller's website as it is stored: a URL, or only a domain.
 * @param logoKey storage key of the seller's own logo, if it has one.
 * @param iconSource what stands in for a logo: the icon that a public service has for the website's domain, which
 *   tells that service the domain, or one icon of our own.
 */
export function sellerLogoUrl(website: string, logoKey: string | null, iconSource: SellerIconSource): string {
  if (logoKey !== null && STORED_LOGO.test(logoKey)) return `/api/${logoKey}`
  if (iconSource === 'placeholder') return SELLER_ICON_URL
  const domain = AUTHORITY.exec(website)?.[1]?.toLowerCase() ?? website
  return `https://www.google.com/s2/favicons?domain=${encodeURIComponent(domain)}&sz=32`
}
