import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api, body, once, type Schemas } from '../../api/client.ts'
import { type Import, importQuery } from '../../api/queries/imports.ts'
import { sayDone } from '../../shared/feedback/undo.tsx'
import { plural } from '../../shared/text/numbers.ts'
import type { GiveSearch } from './route.ts'

/** What a person gives: files, or a text that was copied somewhere. */
export type Given = { files: readonly File[] } | { text: string }

/** What is said about a file before it is read. */
type Said = Pick<Schemas['ImportText'], 'kind' | 'options'>

function saidOf({ kit, list }: GiveSearch): Said {
  if (kit !== undefined) return { kind: 'bom', options: { kit_id: kit } }
  return list === undefined ? {} : { options: { list_id: list } }
}

function addFile(file: File, { kind, options }: Said): Promise<Import> {
  const form = new FormData()
  form.set('file', file)
  if (kind !== undefined) form.set('kind', kind)
  if (options !== undefined) form.set('options', JSON.stringify(options))
  return body(
    api.POST('/api/imports', {
      params: { header: once() },
      body: { file: '' },
      bodySerializer: () => form,
    }),
  )
}

async function add(given: Given, said: Said): Promise<Import[]> {
  if ('text' in given) {
    return [await body(api.POST('/api/imports', { params: { header: once() }, body: { text: given.text, ...said } }))]
  }
  const added: Import[] = []
  for (const file of given.files) added.push(await addFile(file, said))
  return added
}

/** Sends what is given to be read. One import is opened at once; several stay in the list. */
export function useGive(search: GiveSearch) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (given: Given) => add(given, saidOf(search)),
    onSuccess: async (added) => {
      const [first, ...others] = added
      if (first === undefined) return
      if (others.length > 0) return sayDone(`${plural(added.length, 'file is', 'files are')} being read`)
      queries.setQueryData(importQuery(first.id).queryKey, first)
      await navigate({ to: '/import/$import', params: { import: String(first.id) } })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['imports'] }),
  })
}
