import { CompiledQuery, type Kysely } from 'kysely'

/** Runs one statement on a statement client, which may be that of a single connection. @returns the rows. */
export async function runStatement<Row>(
  client: Pick<Kysely<unknown>, 'executeQuery'>,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const { rows } = await client.executeQuery<Row>(CompiledQuery.raw(text, [...values]))
  return rows
}
