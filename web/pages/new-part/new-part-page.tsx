import { Checkbox } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ApiError } from '../../api/errors.ts'
import { typesQuery } from '../../api/queries/parts.ts'
import { ErrorText } from '../../shared/feedback/error-text.tsx'
import { Note } from '../../shared/feedback/note.tsx'
import { firstField } from '../../shared/form/first-field.ts'
import { Stepper } from '../../shared/form/stepper.tsx'
import { PageHead } from '../../shared/page/page-head.tsx'
import { readPlace } from '../../shared/place/place.ts'
import { count } from '../../shared/text/numbers.ts'
import { usePageTitle } from '../../shared/use-page-title.ts'
import { DocumentsToKeep } from './analysis/documents-to-keep.tsx'
import { FillIn } from './analysis/fill-in.tsx'
import { Proposed, ProposedValue } from './analysis/proposed.tsx'
import { useAnalysis } from './analysis/use-analysis.ts'
import { useDecisions } from './analysis/use-decisions.ts'
import { type Draft, draftOf, EMPTY, problemOf } from './draft.ts'
import { DraftFields } from './draft-fields.tsx'
import { Likely } from './likely.tsx'
import classes from './new-part.module.css'
import { Place } from './place.tsx'
import { SaveButtons } from './save-buttons.tsx'
import { type After, useSaveNewPart } from './use-save-new-part.ts'

const route = getRouteApi('/new')

/** A part that is not known yet: what it is, and where it is put. */
export function NewPartPage() {
  const { number, task } = route.useSearch()
  const navigate = useNavigate()
  const here = route.useNavigate()
  const [draft, setDraft] = useState<Draft>(() => draftOf(number))
  const [place, setPlace] = useState('')
  const [qty, setQty] = useState<number | null>(10)
  const [round, setRound] = useState(0)
  const [label, setLabel] = useLocalStorage({
    key: 'label-new-parts',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  const { data: types = [] } = useQuery(typesQuery)
  const analysis = useAnalysis(task, (id) => {
    void here({ search: (old) => ({ ...old, task: id ?? undefined }), replace: true })
  })
  const { open, documents, kept, refuse, toggle } = useDecisions(analysis.proposal, draft)
  const typeName = draft.type.trim()
  const type = types.find(({ name }) => name.toLowerCase() === typeName.toLowerCase())
  const target = readPlace(place)
  usePageTitle('New part')
  const save = useSaveNewPart((part, after) => {
    if (after === 'open') return navigate({ to: '/parts/$key', params: { key: part.key } })
    setDraft({ ...EMPTY, type: draft.type, package: draft.package, mounting_type: draft.mounting_type })
    setPlace('')
    setRound(round + 1)
    analysis.forget()
  })
  const problem = problemOf(draft) ?? (qty === null ? 'Say how many pieces first' : null)
  const go = (after: After) => {
    if (problem !== null || qty === null || save.isPending) return
    const put = target !== null && qty > 0 ? { ...target, qty } : null
    save.mutate({ draft, typeId: type?.id ?? null, documents: kept, put, label, after })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    go('open')
  }
  const wrong = save.error instanceof ApiError ? save.error.fields : {}
  return (
    <form className={classes.page} onSubmit={submit} noValidate>
      <PageHead title="New part" summary="Number, words or a picture" />
      <div className={classes.body}>
        <div className={classes.main}>
          <FillIn text={`${draft.manufacturer_code} ${draft.description}`.trim()} analysis={analysis}>
            <input
              key={round}
              className={`mono ${classes.first}`}
              aria-label="Maker’s number"
              placeholder="Maker’s number"
              {...firstField}
              autoComplete="off"
              spellCheck={false}
              value={draft.manufacturer_code}
              onChange={({ target: { value } }) => setDraft({ ...draft, manufacturer_code: value })}
            />
          </FillIn>
          {open.manufacturer_code !== undefined && draft.manufacturer_code !== '' && (
            <ProposedValue
              label="Maker’s number"
              value={open.manufacturer_code}
              onAccept={() => setDraft({ ...draft, manufacturer_code: open.manufacturer_code ?? '' })}
              onRefuse={() => refuse('manufacturer_code')}
            />
          )}
          <Likely key={`likely ${round}`} draft={draft} typeId={type?.id ?? null} madeKey={save.madeKey} />
          <Proposed open={open} draft={draft} onAccept={(fields) => setDraft({ ...draft, ...fields })} />
          <DraftFields
            draft={draft}
            onChange={setDraft}
            types={types.map(({ name }) => name)}
            newType={typeName !== '' && type === undefined}
            wrong={wrong}
            proposed={open}
            onRefuse={refuse}
          />
        </div>
        <aside className={classes.panel} aria-label="Where it is put">
          <div className={classes.then}>
            <DocumentsToKeep documents={documents} kept={kept} saved={save.madeKey !== undefined} onToggle={toggle} />
            <h2>Then</h2>
            <Place typeId={type?.id ?? null} value={place} onChange={setPlace} />
            <div className={classes.line}>
              <span>Pieces</span>
              <Stepper label="Pieces" value={qty} onChange={setQty} min={0} />
            </div>
            <Checkbox
              label="Label for the next sheet"
              checked={label}
              onChange={({ currentTarget }) => setLabel(currentTarget.checked)}
            />
            {save.isError && (
              <Note>
                {save.madeKey !== undefined && <>The part is saved as {save.madeKey}. </>}
                <ErrorText error={save.error} />
              </Note>
            )}
          </div>
          <SaveButtons
            verb={target !== null && qty !== null && qty > 0 ? `Save and put ${count(qty)} in ${place.trim()}` : 'Save'}
            problem={problem}
            saving={save.isPending ? save.variables?.after : undefined}
            onNext={() => go('next')}
          />
        </aside>
      </div>
    </form>
  )
}
