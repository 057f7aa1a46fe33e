import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { Task } from '../../api/queries/tasks.ts'
import { Sheet } from '../../shared/page/sheet.tsx'
import { taskName } from '../../shared/text/task-name.ts'
import { TaskFacts } from './task-facts.tsx'
import classes from './tasks.module.css'

interface TaskPanelProps {
  /** The task that is chosen, if any. */
  task: Task | undefined
  /** As a sheet from below, where there is no room beside the list. */
  sheet: boolean
  onClose: () => void
  onRetried: (id: string) => void
}

/** The chosen task beside the list. */
export function TaskPanel({ task, sheet, onClose, onRetried }: TaskPanelProps) {
  const name = task === undefined ? '' : taskName(task.name)
  const facts = task !== undefined && <TaskFacts task={task} onGone={onClose} onRetried={onRetried} />
  if (sheet) {
    return (
      <Sheet opened={task !== undefined} onClose={onClose} title={name}>
        {facts}
      </Sheet>
    )
  }
  if (task === undefined) return null
  return (
    <aside className={classes.panel} aria-label={name}>
      <header>
        <h2>{name}</h2>
        <ActionIcon aria-label="Close" onClick={onClose}>
          <IconX size={16} stroke={1.75} />
        </ActionIcon>
      </header>
      {facts}
    </aside>
  )
}
