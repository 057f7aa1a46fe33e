import fc from 'fast-check'

/** What an export of the whole inventory holds, as far as files change it here. */
export interface ExportedInventory {
  sellers: { name: string; website: string }[]
  types: { name: string }[]
  boxes: { box_no: number; description: string; capacity: number }[]
  parts: ExportedPart[]
  kits: ExportedKit[]
  shopping_lists: ExportedList[]
}
interface ExportedPart {
  key: string
  type: string | null
  description: string
  package: string | null
  tags: string[] | null
  product_page: string | null
  minimum_quantity: number | null
  seller_links: { seller: string; link: string }[]
  seller_numbers: object[]
  stock: { box_no: number; loc_no: number; qty: number }[]
}
interface ExportedKit {
  description: string | null
  status: string
  build_target: number
  lines: { key: string; required_per_unit: number; note: string | null; designators: string[]; alternates: string[] }[]
  unfitted: object[]
}
interface ExportedList {
  description: string | null
  lines: { seller: string | null; needed: number; ordered: number; note: string | null; status: string }[]
  groups: { note: string | null; status: string }[]
}

/** A file, and what is said of it. */
export interface RandomFile {
  content: string
  name: string
  kind: string
  options: Record<string, unknown>
}

const NUMBERS = ['RA1', 'RB2', 'RC3', 'RD4', 'RE5'] as const
const TEXTS = [null, '', 'plain', ' Ω, "quoted"'] as const
const MAKERS = ['', 'Mk', 'Yageo'] as const
const SELLERS = ['Shop', 'LCSC'] as const

/** Choices of a file: what they mean depends on its kind. */
export const randomFile = fc.record({
  kind: fc.constantFrom('parts_list', 'bom', 'order', 'cart', 'inventory', 'inventory', 'parts_table'),
  rows: fc.array(fc.array(fc.nat(999), { minLength: 10, maxLength: 10 }), { minLength: 1, maxLength: 4 }),
  choices: fc.array(fc.nat(999), { minLength: 8, maxLength: 8 }),
})
export type RandomChoices = typeof randomFile extends fc.Arbitrary<infer Value> ? Value : never

const pick = <Item>(items: readonly Item[], choice: number | undefined): Item => {
  const item = items[(choice ?? 0) % items.length]
  if (item === undefined) throw new Error('there is nothing to choose from')
  return item
}

/** The columns that a file has, by its choices. */
function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  kept: (column: number) => boolean,
): string {
  const write = (cells: readonly string[]) => cells.filter((_, column) => kept(column)).join(',')
  return `${[head, ...rows].map(write).join('\n')}\n`
}

function partsList({ rows, choices: [update, stock, columns = 0] }: RandomChoices, boxNo: number): RandomFile {
  const head = ['MPN', 'Manufacturer', 'Description', 'Qty', 'Box Location', 'Category', 'Tags', 'Supplier', 'SKU']
  const lines = rows.map(([number, maker, description, qty = 0, place = 0, type, tags, seller, sku = 0]) => [
    pick(NUMBERS, number),
    pick(MAKERS, maker),
    pick(['', 'Resistor', 'Part'], description),
    String(qty % 9),
    pick([`${boxNo}-${(place % 5) + 1}`, `Room->Shelf ${place % 2}`, ''], place),
    pick(['', 'Relay', 'Switch'], type),
    pick(['', 'a', 'a;b'], tags),
    pick(['', ...SELLERS], seller),
    `S${sku % 12}`,
  ])
  return {
    content: table(head, lines, (column) => column === 0 || ((columns >> column) & 1) === 1),
    name: 'list.csv',
    kind: 'parts_list',
    options: {
      update: pick(['fill', 'overwrite', 'none'], update),
      stock: pick(['set', 'add', 'ignore'], stock),
      create_boxes: true,
    },
  }
}

function bom({ rows, choices: [name, contents, create, target = 0] }: RandomChoices): RandomFile {
  const head = ['Designator', 'MPN', 'Quantity', 'DNP', 'Value', 'Alternate']
  const lines = rows.map(([number, other, fitted, value], index) => [
    `R${index}${pick(['', ` C${index}`], fitted)}`,
    pick(NUMBERS, number),
    '',
    pick(['', '', 'DNP'], fitted),
    pick(['', '10k', '100n'], value),
    pick(['', ...NUMBERS], other),
  ])
  return {
    content: table(head, lines, () => true),
    name: 'bom.csv',
    kind: 'bom',
    options: {
      kit_name: pick(['Lamp', 'Clock'], name),
      contents: pick(['replace', 'merge'], contents),
      create_parts: pick([true, false], create),
      ...(target % 3 === 0 && { build_target: (target % 7) + 1 }),
    },
  }
}

function order({ kind, rows, choices: [seller, target, list, number = 0] }: RandomChoices, boxNo: number): RandomFile {
  const head = ['MPN', 'Manufacturer', 'Order Code', 'Quantity']
  const lines = rows.map(([code = 0, maker, qty = 0]) => [
    pick(NUMBERS, code),
    pick(MAKERS, maker),
    `S${code % 12}`,
    String((qty % 20) + 1),
  ])
  const ontoList = kind === 'cart' || pick([true, false], target)
  return {
    content: table(head, lines, () => true),
    name: 'order.csv',
    kind,
    options: {
      seller_name: pick(SELLERS, seller),
      order_number: `O${number % 4}`,
      ...(kind === 'cart' && { create_parts: true }),
      ...(ontoList
        ? { target: 'list', list_name: pick(['May', 'June'], list) }
        : { target: 'receive', place: { box_no: boxNo, loc_no: (number % 5) + 1 } }),
    },
  }
}

/** Changes something of each section, or takes it away. */
function changed(inventory: ExportedInventory, { rows, choices }: RandomChoices): void {
  const drop = <Item>(items: Item[], choice = 0): Item[] => items.filter((_, index) => ((choice >> index) & 1) === 1)
  const [what = 0, type, seller = 0] = choices
  if (what % 2 === 0) inventory.types.push({ name: 'New type' })
  for (const each of inventory.sellers) each.website = pick(['', 'https://shop.example', each.website], seller)
  for (const [index, part] of inventory.parts.entries()) {
    const [text, tags, minimum = 0, stock, link] = rows[index % rows.length] ?? []
    part.package = pick(TEXTS, text)
    part.product_page = pick([null, '', part.product_page], text)
    part.tags = pick([null, [], ['x', 'y'], part.tags], tags)
    part.minimum_quantity = pick([null, 0, minimum, part.minimum_quantity], minimum)
    part.type = pick([null, part.type, ...inventory.types.map(({ name }) => name)], type)
    part.stock = drop(part.stock, stock)
    if (link !== undefined && link % 3 === 0) {
      for (const { name } of inventory.sellers) {
        if (part.seller_links.every((one) => one.seller !== name))
          part.seller_links.push({ seller: name, link: 'https://shop.example/1' })
      }
    }
  }
  for (const [index, kit] of inventory.kits.entries()) {
    const [text, lines, alternates = 0, unfitted, state] = rows[index % rows.length] ?? []
    kit.description = pick(TEXTS, text)
    kit.status = pick(['active', 'archived', kit.status], state)
    kit.lines = drop(kit.lines, lines)
    for (const line of kit.lines) {
      line.required_per_unit = (alternates % 5) + 1
      line.note = pick(TEXTS, text)
      line.designators = pick([[], ['R1', 'R2'], line.designators], lines)
      line.alternates = drop(line.alternates, alternates)
    }
    kit.unfitted = drop(kit.unfitted, unfitted)
  }
  for (const [index, list] of inventory.shopping_lists.entries()) {
    const [text, lines, status, groups, ordered = 0] = rows[index % rows.length] ?? []
    list.description = pick(TEXTS, text)
    list.lines = drop(list.lines, lines)
    for (const line of list.lines) {
      Object.assign(line, { note: pick(TEXTS, text), status: pick(['new', 'ordered', line.status], status) })
      line.ordered = ordered % 7
      line.seller = pick([null, line.seller, ...inventory.sellers.map(({ name }) => name)], groups)
    }
    list.groups = drop(list.groups, groups)
    for (const group of list.groups) group.note = pick(TEXTS, text)
  }
}

/** The file that choices make of an inventory as it is. */
export function fileOf(choices: RandomChoices, inventory: ExportedInventory, boxNo: number): RandomFile {
  const { kind, rows, choices: all } = choices
  if (kind === 'parts_list') return partsList(choices, boxNo)
  if (kind === 'bom') return bom(choices)
  if (kind === 'order' || kind === 'cart') return order(choices, boxNo)
  const options = { on_existing: pick(['overwrite', 'overwrite', 'overwrite', 'keep'], all[7]) }
  if (kind === 'inventory') {
    changed(inventory, choices)
    return { content: JSON.stringify(inventory), name: 'inventory.json', kind, options }
  }
  const lines = inventory.parts.map(({ key }, index) => {
    const [tags, text, minimum = 0] = rows[index % rows.length] ?? []
    return [key, pick(['', 'a;b'], tags), pick(['', 'plain'], text), String(minimum % 3 === 0 ? '' : minimum)]
  })
  const [columns = 0] = all
  const head = ['key', 'tags', 'package', 'minimum_quantity']
  return {
    content: table(head, lines, (column) => column === 0 || column === 1 || ((columns >> column) & 1) === 1),
    name: 'parts.csv',
    kind: 'inventory',
    options,
  }
}
