import type { LabelItem, LabelKind } from '../../api/queries/labels.ts'

/*
 * Items of labels as people write them and as addresses have them.
 */

const KINDS: readonly LabelKind[] = ['part', 'location', 'box', 'kit', 'pick_list']

/** `part:ABCD*2,location:7-12`, as the service reads it in addresses. */
export function itemsText(items: readonly LabelItem[]): string {
  return items.map(({ kind, id, copies }) => `${kind}:${id}${(copies ?? 1) > 1 ? `*${copies}` : ''}`).join(',')
}

/** Reads what `itemsText` has written; leaves out what is none of it. */
export function readItemsText(text: string): LabelItem[] {
  return text.split(',').flatMap((each) => {
    const [, word, id, copies = '1'] = /^(\w+):([\w-]{1,25})(?:\*(\d{1,4}))?$/.exec(each) ?? []
    const kind = KINDS.find((known) => known === word)
    return kind === undefined || id === undefined ? [] : [{ kind, id, copies: Math.max(1, Number(copies)) }]
  })
}

/** What a label is for, as a person says it. */
export function itemName({ kind, id }: Pick<LabelItem, 'kind' | 'id'>): string {
  if (kind === 'box') return `Box ${id}`
  if (kind === 'kit') return `Kit ${id}`
  return kind === 'pick_list' ? `Pick list ${id}` : id
}

const PATHS: Readonly<Record<LabelKind, string>> = { part: 'P', location: 'B', box: 'B', kit: 'K', pick_list: 'PL' }

/** What stands in the code of a label without an address: `/B/7/12`. */
export function itemCode({ kind, id }: Pick<LabelItem, 'kind' | 'id'>): string {
  return `/${PATHS[kind]}/${id.replace('-', '/')}`
}

const FORMS: readonly (readonly [form: RegExp, kind: LabelKind])[] = [
  [/^(?:\/?P\/)?([A-Z]{4})$/, 'part'],
  [/^(?:\/?B\/)?([1-9]\d{0,8}[-/][1-9]\d{0,8})$/, 'location'],
  [/^\/?B\/?([1-9]\d{0,8})$/, 'box'],
  [/^\/?K\/?([1-9]\d{0,8})$/, 'kit'],
  [/^\/?PL\/?([1-9]\d{0,8})$/, 'pick_list'],
]

/** What a key, a place, `B7`, `K5`, or the text of one of our codes names; null for anything else. */
export function readItem(typed: string): LabelItem | null {
  // Labels outlive the names of hosts, and a proxy may serve us below a prefix.
  const code = typed.trim().toUpperCase()
  const text = (/^HTTPS?:\/\//.test(code) ? (/\/(?:P|B|K|PL)\/[^?#]+$/.exec(code)?.[0] ?? '') : code).replace(/\/$/, '')
  for (const [form, kind] of FORMS) {
    const id = form.exec(text)?.[1]
    if (id !== undefined) return { kind, id: id.replace('/', '-'), copies: 1 }
  }
  return null
}
