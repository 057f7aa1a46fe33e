import { ActionIcon } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { later } from '../../shared/later.tsx'
import type { RowEvents, RowVerb } from './part-row.tsx'
import type { RowMoreOpenProps } from './row-more-open.tsx'

const RowMoreOpen = later(
  async () => (await import('./row-more-open.tsx')).RowMoreOpen,
  ({ children }: RowMoreOpenProps) => children,
)

interface RowMoreProps {
  partKey: string
  acting: RowVerb | null
  events: RowEvents
}

/** The button of what is done with a part now and then. A row that nobody acts on has it alone: there are many. */
export function RowMore({ partKey, acting, events }: RowMoreProps) {
  const button = (
    <ActionIcon
      variant="default"
      size={26}
      aria-label={`More for ${partKey}`}
      aria-haspopup="menu"
      title="More"
      tabIndex={-1}
      onClick={acting === 'more' ? undefined : () => events.act(partKey, 'more')}
    >
      <IconDots size={14} stroke={1.75} />
    </ActionIcon>
  )
  if (acting !== 'kit' && acting !== 'more') return button
  return (
    <RowMoreOpen
      partKey={partKey}
      open={acting}
      onKit={() => events.act(partKey, 'kit')}
      onClose={() => events.act(partKey, null)}
    >
      {button}
    </RowMoreOpen>
  )
}
