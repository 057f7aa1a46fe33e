import { plainNumber } from '../plain-number.ts'

/**
 * The values of an object by the paths of their names: `category.name`. Of lists, the n-th object gives `lots.1.amount`
 * and so on, and plain values are joined by commas.
 */
export function flatten(object: object): Map<string, string> {
  const cells = new Map<string, string>()
  add(cells, '', object)
  return cells
}

function add(cells: Map<string, string>, path: string, value: unknown): void {
  if (value === null || value === undefined) cells.set(path, '')
  else if (Array.isArray(value)) addList(cells, path, value)
  else if (typeof value === 'object') {
    for (const [name, each] of Object.entries(value)) add(cells, path === '' ? name : `${path}.${name}`, each)
  } else cells.set(path, textOf(value))
}

function textOf(value: unknown): string {
  return typeof value === 'number' ? plainNumber(String(value)) : String(value)
}

function addList(cells: Map<string, string>, path: string, list: readonly unknown[]): void {
  const plain = list.filter((each) => typeof each !== 'object' || each === null)
  if (plain.length > 0 || list.length === 0) cells.set(path, plain.map(textOf).join(','))
  for (const [index, each] of list.entries()) {
    if (typeof each === 'object' && each !== null) add(cells, `${path}.${index + 1}`, each)
  }
}
