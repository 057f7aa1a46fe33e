import type { Operation } from '../../api/queries/operations.ts'

export interface Person {
  subject: string
  name: string
}

/** Who did these operations; the one who was chosen is always among them. */
export function peopleOf(operations: readonly Operation[], chosen: string | undefined): Person[] {
  const names = new Map<string, string>()
  if (chosen !== undefined) names.set(chosen, chosen)
  for (const { actor, actor_name } of operations) {
    if (actor !== null && (!names.has(actor) || names.get(actor) === actor)) names.set(actor, actor_name ?? actor)
  }
  return [...names].map(([subject, name]) => ({ subject, name })).sort((a, b) => a.name.localeCompare(b.name))
}
