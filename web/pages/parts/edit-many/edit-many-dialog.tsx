import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Failure } from '../../../shared/feedback/failure.tsx'
import { Dialog } from '../../../shared/page/dialog.tsx'
import { plural } from '../../../shared/text/numbers.ts'
import { ChangedFields } from './changed-fields.tsx'
import classes from './edit-many.module.css'
import { TagsFields } from './tags-fields.tsx'
import { TypeField } from './type-field.tsx'
import { type PartsChange, useEditMany } from './use-edit-many.ts'

/** What can be set for many parts. */
export type EditedField = 'type' | 'tags'

interface EditManyProps {
  keys: readonly string[]
  /** Not set: closed. */
  field: EditedField | undefined
  onClose: () => void
}

function Form({ keys, field, onClose }: EditManyProps & { field: EditedField }) {
  const [set, setSet] = useState<PartsChange | null>(null)
  const { preview, apply } = useEditMany(keys, set, onClose)
  const changed = set === null ? undefined : preview.data?.parts
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (changed !== undefined && changed.length > 0) apply.mutate()
  }
  const error = apply.error ?? (set === null ? null : preview.error)
  return (
    <form onSubmit={submit} className={classes.form}>
      {field === 'type' ? <TypeField onChange={setSet} /> : <TagsFields onChange={setSet} />}
      {error !== null && <Failure error={error} />}
      {changed !== undefined && (
        <>
          <p className={classes.effect}>
            <b className="num">{changed.length}</b> of{' '}
            {plural(keys.length, 'chosen part changes', 'chosen parts change')}
          </p>
          {changed.length > 0 && <ChangedFields parts={changed} />}
        </>
      )}
      <div className={classes.foot}>
        <span>It can be undone from the history</span>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          variant="filled"
          disabled={changed === undefined || changed.length === 0}
          loading={apply.isPending}
        >
          Change {plural(changed?.length ?? keys.length, 'part', 'parts')}
        </Button>
      </div>
    </form>
  )
}

/** Sets the type or the tags of many parts, after showing what that changes. */
export function EditMany({ keys, field, onClose }: EditManyProps) {
  const title = field === 'tags' ? 'Change the tags?' : 'Set the type?'
  return (
    <Dialog opened={field !== undefined} onClose={onClose} title={title} size="lg">
      {field !== undefined && <Form keys={keys} field={field} onClose={onClose} />}
    </Dialog>
  )
}
