import type { Effect } from '../model.ts'

/** Effects as one text, which is the same for equal ones whatever the order of their properties. */
export function effectsText(effects: readonly Effect[]): string {
  return JSON.stringify(effects.map(({ op, entity, ref, field, from, to }) => [op, entity, ref, field, from, to]))
}
