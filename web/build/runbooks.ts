import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lexer, type Token, type Tokens } from 'marked'
import type { Block, Inline, Section } from '../pages/runbooks/section.ts'

const MANUAL = join(import.meta.dirname, '../../docs/operating.md')
const FOLDER = join(import.meta.dirname, '../api/generated')
/** The chapter with a section for each alarm. */
const OF_ALARMS = 'Runbooks'

/** As the pages of the repository make them. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
}

function wordsOf(tokens: readonly Token[] = []): Inline[] {
  return tokens.flatMap((token): Inline[] => {
    if (token.type === 'codespan') return [{ kind: 'code', text: token.text }]
    if (token.type === 'strong') return [{ kind: 'strong', text: token.text }]
    if (token.type === 'em') return [{ kind: 'emphasis', text: token.text }]
    // Other pages of the repository do not come with the service.
    if (token.type === 'link' && !token.href.startsWith('#')) return [{ kind: 'text', text: token.text }]
    if (token.type === 'link') return [{ kind: 'link', text: token.text, to: token.href.slice(1) }]
    if ('tokens' in token && token.tokens !== undefined) return wordsOf(token.tokens)
    return [{ kind: 'text', text: 'text' in token ? token.text : token.raw }]
  })
}

function cellsOf(cells: readonly Tokens.TableCell[]): Inline[][] {
  return cells.map(({ tokens }) => wordsOf(tokens))
}

function isOfType<T extends Tokens.Generic>(token: Token, type: T['type']): token is T & Token {
  return token.type === type
}

function blockOf(token: Token): Block[] {
  if (isOfType<Tokens.Heading>(token, 'heading')) return [{ kind: 'heading', text: token.text }]
  if (isOfType<Tokens.Paragraph>(token, 'paragraph')) return [{ kind: 'paragraph', words: wordsOf(token.tokens) }]
  if (isOfType<Tokens.Code>(token, 'code')) return [{ kind: 'code', text: token.text }]
  if (isOfType<Tokens.List>(token, 'list')) {
    return [{ kind: 'list', ordered: token.ordered, items: token.items.map(({ tokens }) => wordsOf(tokens)) }]
  }
  if (isOfType<Tokens.Table>(token, 'table')) {
    return [{ kind: 'table', head: cellsOf(token.header), rows: token.rows.map(cellsOf) }]
  }
  if (token.type === 'space') return []
  throw new Error(`docs/operating.md has what the page of runbooks cannot show: ${token.raw.slice(0, 80)}`)
}

/** The sections of the manual: first those of alarms, then its other chapters. */
function sectionsOf(text: string): Section[] {
  const sections: { title: string; isAlarm: boolean; blocks: Block[] }[] = []
  let isOfAlarms = false
  for (const token of lexer(text)) {
    if (isOfType<Tokens.Heading>(token, 'heading') && token.depth <= (isOfAlarms ? 3 : 2)) {
      if (token.depth <= 2) isOfAlarms = token.text === OF_ALARMS
      sections.push({ title: token.text, isAlarm: isOfAlarms && token.depth === 3, blocks: [] })
    } else sections.at(-1)?.blocks.push(...blockOf(token))
  }
  const [, ...chapters] = sections.map((section) => ({ anchor: anchorOf(section.title), ...section }))
  return [
    ...chapters.filter(({ isAlarm }) => isAlarm),
    ...chapters.filter(({ title, isAlarm }) => !isAlarm && title !== OF_ALARMS),
  ]
}

/** Writes the manual for who runs the service as data of the pages; the file is not kept. */
export function writeRunbooks(): void {
  const sections = sectionsOf(readFileSync(MANUAL, 'utf8'))
  const alarms = sections.filter(({ isAlarm }) => isAlarm).map(({ title }) => `'${title}'`)
  if (alarms.length === 0) throw new Error('docs/operating.md has no runbooks')
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(
    join(FOLDER, 'runbooks.ts'),
    `import type { Section } from '../../pages/runbooks/section.ts'

export type Alarm = ${alarms.join(' | ')}

export const SECTIONS: readonly Section[] = ${JSON.stringify(sections, null, 1)}
`,
  )
}
