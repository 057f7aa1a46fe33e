import { IMPORT_KINDS, type ImportKind } from '../services/exchange/reading/kinds.ts'
import { readNumber } from './read-number.ts'
import { UsageError } from './refusal.ts'

/** What the command line asks to be imported. */
export interface ImportRequest {
  /** A path; `-` is standard input. */
  file: string
  kind: ImportKind | null
  /** The name of a saved mapping. */
  mapping: string | null
  options: Record<string, unknown>
  /** Nothing is written when it is null. */
  commit: 'good' | 'all' | null
  json: boolean
  /** The name of the person who imports; null: the command line itself. */
  as: string | null
}

interface ImportFlags {
  kind?: string | undefined
  mapping?: string | undefined
  set?: string[] | undefined
  commit?: string | undefined
  json: boolean
  as?: string | undefined
}

/** @throws UsageError when it makes no sense. */
export function parseImport(
  file: string | undefined,
  { kind, mapping, set = [], commit, json, as }: ImportFlags,
): ImportRequest {
  if (file === undefined) throw new UsageError('import needs a file, or - for standard input')
  const known = IMPORT_KINDS.find((each) => each === kind)
  if (kind !== undefined && known === undefined) {
    throw new UsageError(`${kind} is no kind of file; there are ${IMPORT_KINDS.join(', ')}`)
  }
  if (commit !== undefined && commit !== 'good' && commit !== 'all') throw new UsageError('--commit is good or all')
  return {
    file,
    kind: known ?? null,
    mapping: mapping ?? null,
    options: Object.fromEntries(set.map(parseOption)),
    commit: commit ?? null,
    json,
    as: as ?? null,
  }
}

/** `stock=add`, `create_boxes=true`, `place={"box_no":7,"loc_no":1}`. */
function parseOption(text: string): [name: string, value: unknown] {
  const at = text.indexOf('=')
  if (at < 1) throw new UsageError(`${text} is no option: write OPTION=VALUE`)
  return [text.slice(0, at), parseValue(text.slice(at + 1))]
}

/** Whatever is no JSON is text. */
function parseValue(text: string): unknown {
  if (!/^(?:true|false|null|-?\d+|[[{].*)$/s.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The id of an import. @throws UsageError when it is none. */
export function parseImportId(text: string | undefined): number {
  const id = readNumber(text)
  if (id === null) throw new UsageError('undo-import needs the id of an import')
  return id
}
