import { INT4_MAX } from '../../../../plugins/int4.ts'
import type { OwnLabel } from './code-reading.ts'

const PATH = /(?:^|\/)(?:p\/([a-z]{4})|b\/(\d{1,10})|b\/(\d{1,10})\/(\d{1,10})|k\/(\d{1,10})|pl\/(\d{1,10}))\/?$/i
const PAGE = /\/(?:parts\/([a-z]{4})|boxes\/(\d{1,10})|kits\/(\d{1,10})|pick\/(\d{1,10}))\/?$/i
const KEY = /^[a-z]{4}$/i
/** With any dash that keyboards have, and with the slash that a wrong layout of the keyboard makes of it. */
const PLACE = /^(\d{1,10})(?:\s?[-‐‑‒–—−]\s?|\/)(\d{1,10})$/u

function numberOf(text: string): number | null {
  const number = Number(text)
  return number >= 1 && number <= INT4_MAX ? number : null
}

function numbered(kind: 'own_box' | 'own_kit' | 'own_pick_list', text: string): OwnLabel | null {
  const number = numberOf(text)
  return number === null ? null : { kind, id: String(number), number }
}

function placeOf(box: string, location: string): OwnLabel | null {
  const [boxNo, locNo] = [numberOf(box), numberOf(location)]
  return boxNo === null || locNo === null ? null : { kind: 'own_location', id: `${boxNo}-${locNo}`, boxNo, locNo }
}

/**
 * What the path of a label of our own names: `/p/ABCD`, `/b/7`, `/b/7/12`, `/k/5` or `/pl/9` at its end, in any case.
 *
 * @param path without query.
 * @returns null for another path.
 */
export function readOwnPath(path: string): OwnLabel | null {
  const [isOwn, key, box, boxOfPlace, location, kit, pickList] = PATH.exec(path) ?? []
  if (isOwn === undefined) return null
  if (key !== undefined) return { kind: 'own_part', id: key.toUpperCase() }
  if (box !== undefined) return numbered('own_box', box)
  if (kit !== undefined) return numbered('own_kit', kit)
  if (pickList !== undefined) return numbered('own_pick_list', pickList)
  return boxOfPlace === undefined || location === undefined ? null : placeOf(boxOfPlace, location)
}

/**
 * What one of our pages shows, by its address as somebody has copied or shared it: `/parts/ABCD`, `/boxes/7`,
 * `/boxes/7?slot=12`, `/kits/5` or `/pick/9`. Other websites may have such addresses too.
 *
 * @returns null for any other address.
 */
export function readOwnPage({ pathname, searchParams }: URL): OwnLabel | null {
  const [, key, box, kit, pickList] = PAGE.exec(pathname) ?? []
  if (key !== undefined) return { kind: 'own_part', id: key.toUpperCase() }
  if (kit !== undefined) return numbered('own_kit', kit)
  if (pickList !== undefined) return numbered('own_pick_list', pickList)
  if (box === undefined) return null
  const slot = searchParams.get('slot') ?? ''
  return /^\d{1,10}$/.test(slot) ? placeOf(box, slot) : numbered('own_box', box)
}

/** A bare key or place, as labels have it without an address of the service. It may as well be something else. */
export function readBareLabel(text: string): OwnLabel | null {
  if (KEY.test(text)) return { kind: 'own_part', id: text.toUpperCase() }
  const [, box, location] = PLACE.exec(text) ?? []
  return box === undefined || location === undefined ? null : placeOf(box, location)
}
