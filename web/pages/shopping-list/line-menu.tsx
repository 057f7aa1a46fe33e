import { ActionIcon, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCheck, IconDots } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { api, body, once } from '../../api/client.ts'
import { type ListLine, sellersQuery } from '../../api/queries/lists.ts'
import { sayFailure } from '../../shared/feedback/undo.tsx'
import { ConfirmDialog } from '../../shared/page/confirm-dialog.tsx'
import { plural } from '../../shared/text/numbers.ts'
import { useListChange } from './use-list-change.ts'
import { useTakeOff } from './use-take-off.ts'

/** What is done with a line now and then. */
export function LineMenu({ line }: { line: ListLine }) {
  const { data: sellers = [] } = useQuery(sellersQuery)
  const [asking, { open: ask, close: leave }] = useDisclosure(false)
  const takeOff = useTakeOff(line)
  const change = useListChange((seller: number | null) =>
    body(
      api.PUT('/api/shopping-list-lines/{line_id}', {
        params: { path: { line_id: line.id }, header: once() },
        body: { seller_id: seller, needed: line.needed, note: line.note, ordered: line.ordered },
      }),
    ),
  )
  const complete = useListChange(() =>
    body(
      api.POST('/api/shopping-list-lines/{line_id}/complete', {
        params: { path: { line_id: line.id }, header: once() },
        body: { mismatch_reason: line.has_quantity_mismatch ? 'Nothing more will come' : null },
      }),
    ),
  )
  const onTheWay = Math.max(0, line.ordered - line.received)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={26} aria-label={`More for ${line.part.key}`}>
            <IconDots size={16} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {line.status === 'new' && (
            <>
              <Menu.Label>Seller</Menu.Label>
              {sellers.map(({ id, name }) => (
                <Menu.Item
                  key={id}
                  onClick={() => change.mutate(id)}
                  rightSection={id === line.seller_id ? <IconCheck size={14} stroke={1.75} /> : null}
                >
                  {name}
                </Menu.Item>
              ))}
              <Menu.Divider />
            </>
          )}
          {line.status === 'ordered' && (
            <Menu.Item onClick={() => complete.mutate(undefined)}>
              {line.has_quantity_mismatch ? 'Nothing more will come' : 'Close the line'}
            </Menu.Item>
          )}
          <Menu.Item
            color="red"
            onClick={line.status === 'new' ? () => takeOff.mutate(undefined, { onError: sayFailure }) : ask}
          >
            Take off the list
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asking}
        onClose={leave}
        title={`Take ${line.part.key} off the list?`}
        verb="Take it off"
        dangerous
        act={() => takeOff.mutateAsync()}
      >
        <p>
          It is ordered
          {onTheWay > 0 && `, and ${plural(onTheWay, 'piece is', 'pieces are')} on the way`}. This cannot be undone.
        </p>
      </ConfirmDialog>
    </>
  )
}
