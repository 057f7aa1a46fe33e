import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { api, body, once, type Schemas } from '../../api/client.ts'
import { newKey } from '../../api/new-key.ts'
import { typesQuery } from '../../api/queries/parts.ts'
import { sayFailure } from '../../shared/feedback/undo.tsx'
import { addQueued } from '../../shared/labels/queue-labels.ts'
import { stockChanges } from '../../shared/stock/changes.ts'
import type { ProposedDocument } from './analysis/proposal.ts'
import { changesOf, type Draft, requestOf } from './draft.ts'

/** What comes after saving: the part, or the next new one. */
export type After = 'open' | 'next'

/** All that is saved with one press. */
export interface NewPart {
  draft: Draft
  /** Null: of the type that `draft.type` names, which is made first; of none when it names none. */
  typeId: number | null
  documents: readonly ProposedDocument[]
  /** Where how many pieces of it are put. */
  put: { box_no: number; loc_no: number; qty: number } | null
  label: boolean
}

/** A part that was saved, and as what. */
interface MadePart {
  part: Schemas['Part']
  changes: Schemas['PartUpdate']
}

/**
 * Saves a new part, its documents, its pieces and its label. When the rest fails, what has been saved is not saved again, save
 * for what was typed since.
 */
export function useSaveNewPart(onSaved: (part: Schemas['Part'], after: After) => unknown) {
  const queries = useQueryClient()
  const made = useRef<MadePart | null>(null)
  const [madeKey, setMadeKey] = useState<string>()
  const sent = useRef({ text: '', key: '' })
  /** A lost answer is asked for again: the same part has the same key. */
  const keyOf = (request: object): string => {
    const text = JSON.stringify(request)
    if (sent.current.text !== text) sent.current = { text, key: newKey() }
    return sent.current.key
  }
  const typeOf = async ({ draft, typeId }: NewPart): Promise<number | null> => {
    const name = draft.type.trim()
    if (typeId !== null || name === '') return typeId
    const type = await body(api.POST('/api/types', { params: { header: once() }, body: { name } }))
    await queries.invalidateQueries({ queryKey: typesQuery.queryKey })
    return type.id
  }
  const create = async ({ draft, documents }: NewPart, typeId: number | null): Promise<Schemas['Part']> => {
    const request = requestOf(draft, typeId)
    if (documents.length === 0) {
      return body(api.POST('/api/parts', { params: { header: once(keyOf(request)) }, body: request }))
    }
    const withDocuments = { ...request, tags: request.tags ?? [], documents: [...documents] }
    const header = once(keyOf(withDocuments))
    return body(api.POST('/api/ai-parts/create', { params: { header }, body: withDocuments }))
  }
  /** Saves what the draft says now, also where it was saved as something else before. */
  const keep = async (part: NewPart): Promise<Schemas['Part']> => {
    const typeId = await typeOf(part)
    const changes = changesOf(part.draft, typeId)
    const before = made.current
    if (before !== null && JSON.stringify(before.changes) === JSON.stringify(changes)) return before.part
    const params = { path: { part_key: before?.part.key ?? '' }, header: once(keyOf(changes)) }
    const saved = await (before === null
      ? create(part, typeId)
      : body(api.PUT('/api/parts/{part_key}', { params, body: changes })))
    made.current = { part: saved, changes }
    return saved
  }
  const save = useMutation({
    mutationFn: async ({ after, ...part }: NewPart & { after: After }) => {
      const saved = await keep(part)
      setMadeKey(saved.key)
      await queries.invalidateQueries({ queryKey: ['parts'] })
      if (part.put !== null) await stockChanges(queries).put(saved.key, part.put, part.put.qty)
      made.current = null
      // The part is saved, whatever comes of its label.
      if (part.label) await addQueued(queries, [{ kind: 'part', id: saved.key, copies: 1 }]).catch(sayFailure)
      return { saved, after }
    },
    onSuccess: async ({ saved, after }) => {
      await onSaved(saved, after)
      if (after === 'next') setMadeKey(undefined)
    },
  })
  return { ...save, madeKey }
}
