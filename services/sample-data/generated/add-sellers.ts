import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { ADD_MISSING_SELLERS, SELLERS_BY_NAME } from './statements.ts'

/** Distributors, with the beginning of their addresses of a search. */
const SELLERS = [
  ['Mouser', 'https://www.mouser.com', '/c/?q='],
  ['DigiKey', 'https://www.digikey.com', '/en/products/result?keywords='],
  ['LCSC', 'https://www.lcsc.com', '/search?q='],
  ['Farnell', 'https://www.farnell.com', '/search?st='],
  ['RS Components', 'https://www.rs-online.com', '/web/c/?searchTerm='],
  ['TME', 'https://www.tme.eu', '/en/katalog/?search='],
  ['Reichelt', 'https://www.reichelt.de', '/index.html?SEARCH='],
  ['Conrad', 'https://www.conrad.com', '/search.html?search='],
  ['Arrow', 'https://www.arrow.com', '/en/products/search?q='],
  ['Adafruit', 'https://www.adafruit.com', '/?q='],
  ['SparkFun', 'https://www.sparkfun.com', '/search/results?term='],
  ['AliExpress', 'https://www.aliexpress.com', '/wholesale?SearchText='],
] as const

/** A seller, and the beginning of the address of one of its pages. */
export interface GeneratedSeller {
  id: number
  search: string
}

/** Adds the distributors that are not there yet. @returns all of them. */
export async function addSellers(unit: UnitOfWork): Promise<GeneratedSeller[]> {
  const [names, websites] = [SELLERS.map(([name]) => name), SELLERS.map(([, website]) => website)]
  await unit.query(ADD_MISSING_SELLERS, [names, websites])
  const rows = await unit.query(SELLERS_BY_NAME, [names])
  const ids = new Map(rows.map(({ id, name }) => [name, id]))
  return SELLERS.map(([name, website, path]) => ({ id: ids.get(name) ?? 0, search: website + path }))
}
