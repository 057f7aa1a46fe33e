import type pg from 'pg'

/** What PostgreSQL says that a statement answers: its columns in order, with `regtype` names of their types. */
export type DescribedColumn = readonly [name: string, type: string]

/**
 * Has PostgreSQL describe a statement on the migrated schema without running it.
 *
 * @throws the error of PostgreSQL when the statement does not fit the schema.
 */
export async function describeStatement(client: pg.Client, text: string): Promise<DescribedColumn[]> {
  const fields = await new Promise<pg.FieldDef[]>((resolve, reject) => {
    let described: pg.FieldDef[] = []
    client.query({
      submit(connection: pg.Connection) {
        connection.parse({ name: '', text, types: [] }, true)
        connection.describe({ type: 'S', name: '' }, true)
        connection.sync()
      },
      handleRowDescription: (message: { fields: pg.FieldDef[] }) => {
        described = message.fields
      },
      handleReadyForQuery: () => resolve(described),
      handleError: reject,
    } as never)
  })
  const { rows } = await client.query<{ type: string }>(
    'select format_type(oid, null) as type from unnest($1::oid[]) with ordinality as t (oid, place) order by place',
    [fields.map(({ dataTypeID }) => dataTypeID)],
  )
  return fields.map(({ name }, i) => [name, rows[i]?.type ?? ''])
}
