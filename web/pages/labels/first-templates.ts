import type { LabelTemplate } from '../../api/queries/labels.ts'

const METRIC = ['a4-3x8', 'a4-5x13', 'roll-62x29', 'tape-12', 'lid-a5']
const LETTER = ['letter-3x10', 'letter-4x20', 'roll-2x1in', 'tape-12', 'lid-a5']
/** Where paper is Letter rather than A4. */
const LETTER_REGIONS = ['US', 'CA', 'MX']

/** Templates that are offered first: those of the paper that one has, and those of one's own. */
export function firstTemplates(templates: readonly LabelTemplate[]): LabelTemplate[] {
  const region = new Intl.Locale(navigator.language).region ?? ''
  const wanted = LETTER_REGIONS.includes(region) ? LETTER : METRIC
  const known = wanted.flatMap((id) => templates.find((template) => template.id === id) ?? [])
  // The service lists those of the operator after its own, which end with the pages for boxes.
  const last = templates.findLastIndex(({ media }) => media === 'lid' || media === 'inlay')
  return [...templates.slice(last + 1), ...known]
}
