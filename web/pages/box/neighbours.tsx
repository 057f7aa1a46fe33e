import { ActionIcon } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { shelfQuery } from '../../api/queries/boxes.ts'
import classes from './box.module.css'

/** The way to the boxes before and after this one. */
export function Neighbours({ boxNo }: { boxNo: number }) {
  const { data: shelf = [] } = useQuery(shelfQuery)
  const at = shelf.findIndex(({ box_no }) => box_no === boxNo)
  const step = (to: number, label: string, icon: ReactNode) => {
    const box = shelf[to]
    return (
      <ActionIcon
        renderRoot={(props) =>
          box === undefined ? (
            <button type="button" disabled {...props} />
          ) : (
            <Link to="/boxes/$box" params={{ box: String(box.box_no) }} {...props} />
          )
        }
        aria-label={label}
        data-disabled={box === undefined || undefined}
      >
        {icon}
      </ActionIcon>
    )
  }
  return (
    <span className={classes.neighbours}>
      {step(at - 1, 'The box before', <IconChevronLeft size={16} stroke={1.75} />)}
      <span>
        Box {at + 1} of {shelf.length}
      </span>
      {step(at + 1, 'The next box', <IconChevronRight size={16} stroke={1.75} />)}
    </span>
  )
}
