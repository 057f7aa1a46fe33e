/** A metric that an expression reads, and the labels that it asks for. */
export interface Selector {
  metric: string
  labels: string[]
}

const STRING = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g
const RANGE = /\[[^\]]*\]/g
const OFFSET = /\boffset\s+-?\w+/g
const GROUPING = /\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)/g
/** A name that is no part of a number, its matchers, and whether it is called. */
const NAME = /(?<![\w.:$])([a-zA-Z_:][\w:]*)\s*(?:\{([^}]*)\})?\s*(\()?/g
const LABEL = /(\w+)\s*(?:=~|!~|!=|=)/g
const WORDS = new Set([
  'and',
  'or',
  'unless',
  'bool',
  'by',
  'without',
  'on',
  'ignoring',
  'group_left',
  'group_right',
  'Inf',
  'NaN',
])

/** Reads which series a PromQL expression asks for, and by which labels it groups. */
export function readExpression(expression: string): { selectors: Selector[]; grouping: string[] } {
  const grouping: string[] = []
  const bare = expression
    .replace(STRING, '""')
    .replace(RANGE, '')
    .replace(OFFSET, '')
    .replace(GROUPING, (_match, labels: string) => {
      grouping.push(
        ...labels
          .split(',')
          .map((label) => label.trim())
          .filter((label) => label !== ''),
      )
      return ''
    })
  const selectors: Selector[] = []
  for (const [, metric = '', matchers = '', call] of bare.matchAll(NAME)) {
    if (call !== undefined || WORDS.has(metric)) continue
    selectors.push({ metric, labels: [...matchers.matchAll(LABEL)].map(([, label = '']) => label) })
  }
  return { selectors, grouping }
}
