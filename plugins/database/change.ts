/** Kinds of records whose changes are announced. Who owns the records declares them as members. */
// biome-ignore lint/suspicious/noEmptyInterface: its members are declared elsewhere
export interface ChangeKinds {}

export type ChangeKind = keyof ChangeKinds

/** A record that was changed, as it is announced once the change is durable. */
export interface Change {
  kind: ChangeKind
  /** What clients call the record. */
  id: string
  /** The operation that the change belongs to; null when it belongs to none. */
  operationId?: string | null
  /** Who alone is told of it, beside admins; null and nothing stand for everybody. */
  subject?: string | null
}

/** Which records a statement has changed, by the values that it was given and the rows that it has answered. */
export type ChangesOf<Row> = (values: readonly unknown[], rows: readonly Row[]) => Change[]

function changes(kind: ChangeKind, ids: readonly unknown[]): Change[] {
  return ids.filter((id) => id !== null && id !== undefined).map((id) => ({ kind, id: String(id) }))
}

/** The record whose id is the value `$place`; if that is a list, the records with these ids. */
export function changedByValue(kind: ChangeKind, place: number): ChangesOf<unknown> {
  return (values) => changes(kind, [values[place - 1]].flat())
}

/** The record whose id is the value `$place`, if the statement has answered a row. */
export function changedIfAnswered(kind: ChangeKind, place: number): ChangesOf<unknown> {
  return (values, rows) => (rows.length === 0 ? [] : changes(kind, [values[place - 1]]))
}

/** The records whose ids stand in a column of the answer; null stands for none. */
export function changedInRows<Name extends string>(
  kind: ChangeKind,
  column: Name,
): ChangesOf<Readonly<Record<Name, unknown>>> {
  return (_values, rows) =>
    changes(
      kind,
      rows.flatMap((row) => row[column]),
    )
}
