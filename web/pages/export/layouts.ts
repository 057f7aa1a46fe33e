export const KIT_LAYOUTS = ['own', 'kicad', 'jlcpcb'] as const
export type KitLayout = (typeof KIT_LAYOUTS)[number]

export const ORDER_LAYOUTS = ['mouser', 'digikey', 'lcsc', 'farnell', 'tme', 'generic'] as const
export type OrderLayout = (typeof ORDER_LAYOUTS)[number]

export const KIT_LAYOUT_NAMES: Readonly<Record<KitLayout, string>> = {
  own: 'Can be imported again',
  kicad: 'As KiCad writes it',
  jlcpcb: 'As JLCPCB takes it',
}

export const ORDER_LAYOUT_NAMES: Readonly<Record<OrderLayout, string>> = {
  mouser: 'Mouser',
  digikey: 'Digi-Key',
  lcsc: 'LCSC',
  farnell: 'Farnell',
  tme: 'TME',
  generic: 'Any other shop',
}

/** Shops that take a list as pasted text. */
export const PASTED: readonly OrderLayout[] = ['mouser', 'digikey', 'farnell', 'tme']
