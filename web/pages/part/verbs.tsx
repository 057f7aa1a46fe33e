import { Button } from '@mantine/core'
import { IconMinus } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import type { Part } from '../../api/queries/parts.ts'
import { expectTyping } from '../../shared/keyboard/type-ahead.ts'
import { useHotkey } from '../../shared/keyboard/use-hotkey.ts'
import { StockAction } from '../../shared/stock/stock-action.tsx'
import { type StockVerb, VERBS } from '../../shared/stock/verbs.ts'

const route = getRouteApi('/parts/$key')

/** What is done with the part's stock. The one that is open stands in the address. */
export function Verbs({ part }: { part: Part }) {
  const { act } = route.useSearch()
  const navigate = route.useNavigate()
  const set = (verb: StockVerb | undefined) =>
    void navigate({ search: (old) => ({ ...old, act: verb }), replace: true })
  const begin = (verb: StockVerb) => {
    expectTyping()
    set(verb)
  }
  const has = part.total_quantity > 0
  useHotkey('t', () => begin('take'), has)
  useHotkey('u', () => begin('put'))
  useHotkey('m', () => begin('move'), has)
  useHotkey('c', () => begin('count'), has)
  const action = (verb: StockVerb) => (
    <StockAction verb={verb} partKey={part.key} opened={act === verb} onChange={(open) => set(open ? verb : undefined)}>
      <Button
        variant={verb === (has ? 'take' : 'put') ? 'filled' : 'default'}
        leftSection={verb === 'take' ? <IconMinus size={15} stroke={1.75} /> : null}
        disabled={verb !== 'put' && !has}
        onClick={() => set(act === verb ? undefined : verb)}
      >
        {VERBS[verb]}
      </Button>
    </StockAction>
  )
  return (
    <>
      {action('take')}
      {action('put')}
      {action('move')}
      {action('count')}
    </>
  )
}
