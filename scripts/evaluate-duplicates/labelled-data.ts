import { readFileSync } from 'node:fs'

export type Label = 'high' | 'medium' | 'none'

/** A part of the inventory that searches are tried on. A field that is empty is not known. */
export interface LabelledPart {
  name: string
  code: string
  maker: string
  type: string
  package: string
  series: string
  voltage: string
  description: string
}

export interface LabelledSearch {
  text: string
  /** Whether it had no say in how the search works. */
  isCheck: boolean
  /** What was written down about parts, by their names; of no other part the search says anything. */
  labels: ReadonlyMap<string, Label>
}

const FOLDER = new URL('../../bench/labelled/', import.meta.url)

function linesOf(file: string): string[] {
  const lines = readFileSync(new URL(file, FOLDER), 'utf8').split('\n')
  return lines.filter((line) => line.trim() !== '' && !line.startsWith('#'))
}

export function readLabelledParts(): LabelledPart[] {
  return linesOf('labelled-parts.txt').map((line) => {
    const fields = line.split('|').map((field) => field.trim())
    const [name = '', code = '', maker = '', type = '', body = '', series = '', voltage = '', description = ''] = fields
    if (fields.length !== 8) throw new Error(`Not eight fields: ${line}`)
    return { name, code, maker, type, package: body, series, voltage, description }
  })
}

function isLabel(text: string): text is Label {
  return text === 'high' || text === 'medium' || text === 'none'
}

function readSearch(line: string, isCheck: boolean): LabelledSearch {
  const [text = '', list = ''] = line.split('=>')
  const labels = new Map<string, Label>()
  for (const group of list.split(';')) {
    const [label = '', ...names] = group.trim().split(/\s+/)
    if (!isLabel(label)) throw new Error(`No label in: ${line}`)
    for (const name of names) labels.set(name, label)
  }
  return { text: text.trim(), isCheck, labels }
}

export function readLabelledSearches(): LabelledSearch[] {
  const lines = linesOf('labelled-searches.txt')
  const check = lines.indexOf('=== check')
  return lines.filter((_, position) => position !== check).map((line, position) => readSearch(line, position >= check))
}
