import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { api, body, once } from '../../api/client.ts'
import { ApiError, sentence } from '../../api/errors.ts'
import { typesQuery } from '../../api/queries/parts.ts'
import { Note } from '../../shared/feedback/note.tsx'
import { Stepper } from '../../shared/form/stepper.tsx'
import { PageHead } from '../../shared/page/page-head.tsx'
import { readPlace } from '../../shared/place/place.ts'
import { stockChanges } from '../../shared/stock/changes.ts'
import { count } from '../../shared/text/numbers.ts'
import { usePageTitle } from '../../shared/use-page-title.ts'
import { type Draft, draftOf, EMPTY, problemOf, requestOf } from './draft.ts'
import { DraftFields } from './draft-fields.tsx'
import { Likely } from './likely.tsx'
import classes from './new-part.module.css'
import { Place } from './place.tsx'

const route = getRouteApi('/new')

/** A part that is not known yet: what it is, and where it is put. */
export function NewPartPage() {
  const { number } = route.useSearch()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [draft, setDraft] = useState<Draft>(() => draftOf(number))
  const [place, setPlace] = useState('')
  const [qty, setQty] = useState(10)
  const [round, setRound] = useState(0)
  const { data: types = [] } = useQuery(typesQuery)
  const type = types.find(({ name }) => name.toLowerCase() === draft.type.trim().toLowerCase())
  const target = readPlace(place)
  usePageTitle('New part')
  const save = useMutation({
    mutationFn: async (then: 'open' | 'next') => {
      const part = await body(
        api.POST('/api/parts', { params: { header: once() }, body: requestOf(draft, type?.id ?? null) }),
      )
      await queries.invalidateQueries({ queryKey: ['parts'] })
      if (target !== null && qty > 0) await stockChanges(queries).put(part.key, target, qty)
      return { part, then }
    },
    onSuccess: async ({ part, then }) => {
      if (then === 'open') return navigate({ to: '/parts/$key', params: { key: part.key } })
      setDraft({ ...EMPTY, type: draft.type, package: draft.package, mounting_type: draft.mounting_type })
      setPlace('')
      setRound(round + 1)
    },
  })
  const problem = problemOf(draft, type !== undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (problem === null) save.mutate('open')
  }
  const wrong = save.error instanceof ApiError ? save.error.fields : {}
  return (
    <form className={classes.page} onSubmit={submit} noValidate>
      <PageHead title="New part" summary="A number, words, and where it is put" />
      <div className={classes.body}>
        <div className={classes.main}>
          <input
            key={round}
            className={`mono ${classes.first}`}
            aria-label="Maker’s number"
            placeholder="Maker’s number, if it has one"
            // biome-ignore lint/a11y/noAutofocus: the page begins with this field
            autoFocus
            autoComplete="off"
            spellCheck={false}
            value={draft.manufacturer_code}
            onChange={({ target: { value } }) => setDraft({ ...draft, manufacturer_code: value })}
          />
          <Likely draft={draft} typeId={type?.id ?? null} />
          <DraftFields draft={draft} onChange={setDraft} types={types.map(({ name }) => name)} wrong={wrong} />
        </div>
        <aside className={classes.panel} aria-label="Where it is put">
          <h2>Then</h2>
          <Place typeId={type?.id ?? null} value={place} onChange={setPlace} />
          <div className={classes.line}>
            <span>Pieces</span>
            <Stepper label="Pieces" value={qty} onChange={setQty} min={0} />
          </div>
          {save.isError && (
            <Note>
              <b>{sentence(save.error)}</b> {save.error instanceof ApiError && save.error.hint}
            </Note>
          )}
          <span className={classes.grow} />
          {problem !== null && <p className={classes.hint}>{problem}</p>}
          <Button
            type="submit"
            size="lg"
            variant="filled"
            fullWidth
            disabled={problem !== null}
            loading={save.isPending && save.variables === 'open'}
          >
            {target !== null && qty > 0 ? `Save and put ${count(qty)} in ${place.trim()}` : 'Save'}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            fullWidth
            disabled={problem !== null}
            loading={save.isPending && save.variables === 'next'}
            onClick={() => save.mutate('next')}
          >
            Save, next part
          </Button>
        </aside>
      </div>
    </form>
  )
}
