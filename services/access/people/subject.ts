/** The subject of a person of the service's own: streams, tasks and the ledger carry it. */
export function subjectOf(personId: number): string {
  return `person:${personId}`
}
