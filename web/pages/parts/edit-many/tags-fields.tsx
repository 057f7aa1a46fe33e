import { TagsInput } from '@mantine/core'
import { useState } from 'react'
import { firstField } from '../../../shared/form/first-field.ts'
import type { PartsChange } from './use-edit-many.ts'

function changeOf(added: readonly string[], removed: readonly string[]): PartsChange | null {
  if (added.length === 0 && removed.length === 0) return null
  return {
    ...(added.length > 0 && { add_tags: [...added] }),
    ...(removed.length > 0 && { remove_tags: removed.filter((tag) => !added.includes(tag)) }),
  }
}

/** Which tags the parts get, and which they lose. */
export function TagsFields({ onChange }: { onChange: (set: PartsChange | null) => void }) {
  const [added, setAdded] = useState<string[]>([])
  const [removed, setRemoved] = useState<string[]>([])
  return (
    <>
      <TagsInput
        label="Add"
        placeholder="A tag, then Enter"
        {...firstField}
        value={added}
        onChange={(next) => {
          setAdded(next)
          onChange(changeOf(next, removed))
        }}
        acceptValueOnBlur
      />
      <TagsInput
        label="Take away"
        placeholder="A tag, then Enter"
        value={removed}
        onChange={(next) => {
          setRemoved(next)
          onChange(changeOf(added, next))
        }}
        acceptValueOnBlur
      />
    </>
  )
}
