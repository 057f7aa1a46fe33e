import { UnstyledButton } from '@mantine/core'
import { IconLayoutGrid, IconList } from '@tabler/icons-react'
import classes from './boxes.module.css'

interface ViewButtonsProps {
  value: 'list' | undefined
  onChange: (view: 'list' | undefined) => void
}

/** The boxes as they stand, or one below the other. */
export function ViewButtons({ value, onChange }: ViewButtonsProps) {
  return (
    <fieldset className={classes.views} aria-label="How the boxes are shown">
      <UnstyledButton aria-pressed={value === undefined} onClick={() => onChange(undefined)}>
        <IconLayoutGrid size={14} stroke={1.75} aria-hidden /> Shelf
      </UnstyledButton>
      <UnstyledButton aria-pressed={value === 'list'} onClick={() => onChange('list')}>
        <IconList size={14} stroke={1.75} aria-hidden /> List
      </UnstyledButton>
    </fieldset>
  )
}
