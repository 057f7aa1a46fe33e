import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api, body, done, once } from '../../api/client.ts'
import { type BomLine, bomQuery, type KitDetail, type KitLine } from '../../api/queries/kits.ts'
import { sayDone } from '../../shared/feedback/undo.tsx'
import { plural } from '../../shared/text/numbers.ts'

/** The key of one line, or how many there are. */
function named(lines: readonly KitLine[]): string {
  const [first] = lines
  return first !== undefined && lines.length === 1 ? first.part.key : plural(lines.length, 'part', 'parts')
}

/** Takes lines out of a kit and gives them notes, some at once, each with the way back. */
export function useChangeLines(kit: KitDetail) {
  const queries = useQueryClient()
  const { data: bom } = useQuery(bomQuery(kit.id))
  const path = { kit_id: kit.id }
  const changed = () => queries.invalidateQueries({ queryKey: ['kit'] })

  /** A line as it was, with where it sits on the board and what can stand in for it. */
  const restore = async (line: KitLine, old: BomLine | undefined) => {
    const { id, version } = await body(
      api.POST('/api/kits/{kit_id}/contents', {
        params: { path, header: once() },
        body: { part_key: line.part.key, required_per_unit: line.required_per_unit, note: line.note },
      }),
    )
    if (old === undefined || old.designators.length + old.alternates.length === 0) return
    const { designators, alternates } = old
    await body(
      api.PUT('/api/kits/{kit_id}/bom/{kit_content_id}', {
        params: { path: { ...path, kit_content_id: id }, header: once() },
        body: { version, designators, alternates },
      }),
    )
  }
  const write = ({ id, version }: Pick<KitLine, 'id' | 'version'>, note: string | null) =>
    body(
      api.PATCH('/api/kits/{kit_id}/contents/{content_id}', {
        params: { path: { ...path, content_id: id }, header: once() },
        body: { version, note },
      }),
    )

  /** Does something with one line after the other. What was done before one is refused stays done, and is shown. */
  const inTurn = async <T>(lines: readonly KitLine[], act: (line: KitLine) => Promise<T>): Promise<T[]> => {
    const results: T[] = []
    try {
      for (const line of lines) results.push(await act(line))
    } finally {
      await changed()
    }
    return results
  }

  const remove = async (lines: readonly KitLine[]) => {
    const old = new Map(bom?.lines.map((line) => [line.kit_content_id, line]))
    await inTurn(lines, ({ id }) =>
      done(
        api.DELETE('/api/kits/{kit_id}/contents/{content_id}', {
          params: { path: { ...path, content_id: id }, header: once() },
        }),
      ),
    )
    sayDone(`${named(lines)} ${lines.length === 1 ? 'was' : 'were'} taken out of ${kit.name}`, () =>
      inTurn(lines, (line) => restore(line, old.get(line.id))),
    )
  }
  const note = async (lines: readonly KitLine[], text: string | null) => {
    const now = await inTurn(lines, (line) => write(line, text))
    const versions = new Map(now.map(({ id, version }) => [id, version]))
    const what = text === null ? 'has no note now' : `has the note “${text}”`
    const whatOfMany = text === null ? 'have no note now' : `have the note “${text}”`
    sayDone(`${named(lines)} ${lines.length === 1 ? what : whatOfMany}`, () =>
      inTurn(lines, (line) => write({ id: line.id, version: versions.get(line.id) ?? line.version }, line.note)),
    )
  }
  return { remove, note }
}
