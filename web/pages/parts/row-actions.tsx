import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconArrowsMove, IconMinus, IconPlus, IconShoppingCartPlus } from '@tabler/icons-react'
import type { SearchHit } from '../../api/queries/parts.ts'
import { AddToList } from '../../shared/shopping/add-to-list.tsx'
import { StockAction } from '../../shared/stock/stock-action.tsx'
import type { StockVerb } from '../../shared/stock/verbs.ts'
import classes from './part-row.module.css'
import type { RowEvents } from './part-row.tsx'

interface RowActionsProps {
  part: SearchHit['part']
  acting: StockVerb | 'list' | null
  events: RowEvents
}

/** What can be done with a part without leaving the list. */
export function RowActions({ part: { key, total_quantity: total }, acting, events }: RowActionsProps) {
  const props = (verb: StockVerb | 'list') => ({
    opened: acting === verb,
    onChange: (opened: boolean) => events.act(key, opened ? verb : null),
  })
  const begin = (verb: StockVerb | 'list') => () => events.act(key, acting === verb ? null : verb)
  return (
    <>
      {total > 0 && (
        <StockAction verb="take" partKey={key} {...props('take')}>
          <Button
            size="xs"
            className={classes.take}
            leftSection={<IconMinus size={14} stroke={1.75} className={classes.icon} />}
            onClick={begin('take')}
            tabIndex={-1}
            aria-label={`Take ${key}`}
          >
            Take
          </Button>
        </StockAction>
      )}
      <span className={classes.wideOnly}>
        <StockAction verb="put" partKey={key} {...props('put')}>
          <Button
            size="xs"
            leftSection={<IconPlus size={14} stroke={1.75} />}
            onClick={begin('put')}
            tabIndex={-1}
            aria-label={`Put ${key}`}
          >
            Put
          </Button>
        </StockAction>
        {total > 0 && (
          <StockAction verb="move" partKey={key} {...props('move')}>
            <ActionIcon
              variant="default"
              size={26}
              aria-label={`Move ${key}`}
              title="Move"
              onClick={begin('move')}
              tabIndex={-1}
            >
              <IconArrowsMove size={14} stroke={1.75} />
            </ActionIcon>
          </StockAction>
        )}
      </span>
      <span className={total > 0 ? classes.wideOnly : undefined}>
        <AddToList partKeys={[key]} {...props('list')}>
          {total > 0 ? (
            <Tooltip label="Add to a list">
              <ActionIcon
                variant="default"
                size={26}
                aria-label={`Add ${key} to a list`}
                onClick={begin('list')}
                tabIndex={-1}
              >
                <IconShoppingCartPlus size={14} stroke={1.75} />
              </ActionIcon>
            </Tooltip>
          ) : (
            <Button
              size="xs"
              className={classes.take}
              onClick={begin('list')}
              tabIndex={-1}
              aria-label={`Add ${key} to a list`}
            >
              Buy
            </Button>
          )}
        </AddToList>
      </span>
    </>
  )
}
