import type pg from 'pg'

/** Tables whose rows the load creates and deletes, with the column that names them to clients. */
const KEYS = {
  types: 'id',
  boxes: 'box_no',
  sellers: 'id',
  parts: 'key',
  kits: 'id',
  kit_contents: 'id',
  shopping_lists: 'id',
  shopping_list_lines: 'id',
  attachments: 'id',
} as const

export type Table = keyof typeof KEYS
type Key = string | number

/** What clients were told has happened, to be compared with the database in the end. */
export class Acknowledged {
  readonly #rows = new Map<Table, Map<string, boolean>>()
  readonly #stock = new Map<string, Map<string, number>>()
  /** Changes that were acknowledged. */
  writes = 0

  created(table: Table, key: Key): void {
    this.#note(table, key, true)
  }

  deleted(table: Table, key: Key): void {
    this.#note(table, key, false)
  }

  /** Nothing is known of a row any more, because a request about it was cut. */
  forget(table: Table, key: Key): void {
    this.#rows.get(table)?.delete(String(key))
  }

  /** The whole stock of a part by `<box>-<location>`; undefined when nothing is known of it any more. */
  stock(partKey: string, quantities: ReadonlyMap<string, number> | undefined): void {
    this.writes += 1
    if (quantities === undefined) this.#stock.delete(partKey)
    else this.#stock.set(partKey, new Map(quantities))
  }

  /** Compares with the database. @returns what is not as it was acknowledged. */
  async findLost(client: pg.Client): Promise<{ checked: number; lost: string[] }> {
    const lost: string[] = []
    let checked = 0
    for (const [table, rows] of this.#rows) {
      const found = await client.query<{ key: string }>(`select ${KEYS[table]}::text as key from ${table}`)
      const present = new Set(found.rows.map(({ key }) => key))
      checked += rows.size
      for (const [key, exists] of rows) {
        if (present.has(key) !== exists) lost.push(`${table} ${key} ${exists ? 'is missing' : 'is still there'}`)
      }
    }
    const { rows } = await client.query<{ key: string; place: string; qty: number }>(
      `select p.key::text, l.box_no || '-' || l.loc_no as place, l.qty from part_locations l join parts p on p.id = l.part_id`,
    )
    const actual = Map.groupBy(rows, ({ key }) => key)
    for (const [key, quantities] of this.#stock) {
      checked += 1
      const wanted = [...quantities].filter(([, qty]) => qty > 0).map(([place, qty]) => `${place}: ${qty}`)
      const found = (actual.get(key) ?? []).map(({ place, qty }) => `${place}: ${qty}`)
      if (wanted.sort().join() !== found.sort().join()) lost.push(`stock of ${key} is ${found}, acknowledged ${wanted}`)
    }
    return { checked, lost }
  }

  #note(table: Table, key: Key, exists: boolean): void {
    this.writes += 1
    const rows = this.#rows.get(table) ?? new Map<string, boolean>()
    this.#rows.set(table, rows.set(String(key), exists))
  }
}
