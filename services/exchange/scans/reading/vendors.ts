/** The sellers whose codes and addresses are known. */
export const VENDORS = ['digikey', 'mouser', 'lcsc', 'tme', 'element14', 'arrow', 'future', 'reichelt', 'rs'] as const
export type Vendor = (typeof VENDORS)[number]

/** How a seller of the inventory is recognised as a vendor. */
export interface VendorNames {
  /** The name of a seller that is made for the vendor. */
  title: string
  website: string
  /** Of a seller's name in lower case; a regular expression of PostgreSQL and of JavaScript. */
  name: string
  /** Of a host, of the same kind. */
  host: string
}

export const VENDOR_NAMES: Readonly<Record<Vendor, VendorNames>> = {
  digikey: {
    title: 'Digi-Key',
    website: 'https://www.digikey.com',
    name: '^digi-? ?key',
    host: '(^|\\.)digikey\\.[a-z.]+$',
  },
  mouser: {
    title: 'Mouser',
    website: 'https://www.mouser.com',
    name: '^mouser',
    host: '(^|\\.)mouser\\.[a-z.]+$',
  },
  lcsc: {
    title: 'LCSC',
    website: 'https://www.lcsc.com',
    name: '^(lcsc|jlcpcb|szlcsc)',
    host: '(^|\\.)(lcsc|jlcpcb|szlcsc)\\.com$',
  },
  tme: {
    title: 'TME',
    website: 'https://www.tme.eu',
    name: '^tme$|^transfer multisort',
    host: '(^|\\.)tme\\.(eu|com|us)$',
  },
  element14: {
    title: 'Farnell',
    website: 'https://www.farnell.com',
    name: '^(farnell|element ?14|newark)',
    host: '(^|\\.)(farnell|newark|element14)\\.com$',
  },
  arrow: { title: 'Arrow', website: 'https://www.arrow.com', name: '^arrow', host: '(^|\\.)arrow\\.(com|de)$' },
  future: {
    title: 'Future Electronics',
    website: 'https://www.futureelectronics.com',
    name: '^future',
    host: '(^|\\.)futureelectronics\\.[a-z.]+$',
  },
  reichelt: {
    title: 'Reichelt',
    website: 'https://www.reichelt.de',
    name: '^reichelt',
    host: '(^|\\.)reichelt\\.[a-z.]+$',
  },
  rs: {
    title: 'RS',
    website: 'https://www.rs-online.com',
    name: '^rs([ -]?(components|online|pro))?$',
    host: '(^|\\.)(rs-online|rsdelivers|rs-components)\\.com$',
  },
}

const HOSTS = VENDORS.map((vendor) => [new RegExp(VENDOR_NAMES[vendor].host), vendor] as const)

/** The vendor with a host; null for another one. @param host in lower case. */
export function vendorOfHost(host: string): Vendor | null {
  return HOSTS.find(([pattern]) => pattern.test(host))?.[1] ?? null
}
