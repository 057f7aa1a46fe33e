import { ActionIcon, Button } from '@mantine/core'
import { IconArrowsMove, IconMinus, IconPlus, IconShoppingCartPlus } from '@tabler/icons-react'
import type { SearchHit } from '../../api/queries/parts.ts'
import { AddToList } from '../../shared/shopping/add-to-list.tsx'
import classes from './part-row.module.css'
import type { RowEvents, RowVerb } from './part-row.tsx'
import { RowMore } from './row-more.tsx'
import { RowStock } from './row-stock.tsx'
import { useReturn } from './use-return.ts'

interface RowActionsProps {
  part: SearchHit['part']
  acting: RowVerb | null
  events: RowEvents
  phone: boolean
}

/** What can be done with a part without leaving the list. */
export function RowActions({ part: { key, total_quantity: total }, acting, events, phone }: RowActionsProps) {
  useReturn(key, acting !== null)
  const button = (verb: RowVerb, label: string) => ({
    'aria-label': label,
    'aria-haspopup': 'dialog' as const,
    tabIndex: -1,
    onClick: () => events.act(key, acting === verb ? null : verb),
  })
  const stock = { partKey: key, acting, events, phone }
  const list =
    total > 0 ? (
      <ActionIcon variant="default" size={26} title="Add to a list" {...button('list', `Add ${key} to a list`)}>
        <IconShoppingCartPlus size={14} stroke={1.75} />
      </ActionIcon>
    ) : (
      <Button size="xs" className={classes.take} {...button('list', `Buy ${key}: add it to a list`)}>
        Buy
      </Button>
    )
  return (
    <>
      {total > 0 && (
        <RowStock verb="take" {...stock}>
          <Button
            size="xs"
            className={classes.take}
            leftSection={<IconMinus size={14} stroke={1.75} className={classes.icon} />}
            {...button('take', `Take ${key}`)}
          >
            Take
          </Button>
        </RowStock>
      )}
      <span className={classes.wideOnly}>
        <RowStock verb="put" {...stock}>
          <Button size="xs" leftSection={<IconPlus size={14} stroke={1.75} />} {...button('put', `Put ${key}`)}>
            Put
          </Button>
        </RowStock>
        {total > 0 && (
          <RowStock verb="move" {...stock}>
            <ActionIcon variant="default" size={26} title="Move" {...button('move', `Move ${key}`)}>
              <IconArrowsMove size={14} stroke={1.75} />
            </ActionIcon>
          </RowStock>
        )}
      </span>
      <span className={total > 0 ? classes.wideOnly : undefined}>
        {acting === 'list' ? (
          <AddToList partKeys={[key]} opened onChange={(opened) => !opened && events.act(key, null)}>
            {list}
          </AddToList>
        ) : (
          list
        )}
      </span>
      <span className={classes.wideOnly}>
        <RowMore partKey={key} acting={acting} events={events} />
      </span>
    </>
  )
}
