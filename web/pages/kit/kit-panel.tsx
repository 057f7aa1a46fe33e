import { Button, Progress } from '@mantine/core'
import { IconShoppingCartPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, body, once } from '../../api/client.ts'
import type { KitDetail } from '../../api/queries/kits.ts'
import { useMay } from '../../api/queries/session.ts'
import { sayDone, sayFailure } from '../../shared/feedback/undo.tsx'
import { MOST_UNITS } from '../../shared/form/number-range.ts'
import { Stepper } from '../../shared/form/stepper.tsx'
import { count, plural } from '../../shared/text/numbers.ts'
import { PartKey } from '../../shared/text/part-key.tsx'
import { Time } from '../../shared/text/time.tsx'
import classes from './kit.module.css'
import { buildable, shortLines } from './kit-amounts.ts'

function Target({ kit }: { kit: KitDetail }) {
  const queries = useQueryClient()
  /** What stands in the field; null for what it does not take. */
  const [wanted, setWanted] = useState<number | null>()
  const change = useMutation({
    // One after another: of several steps, the last amount holds.
    scope: { id: `target of kit ${kit.id}` },
    mutationFn: (units: number) =>
      body(
        api.PATCH('/api/kits/{kit_id}', {
          params: { path: { kit_id: kit.id }, header: once() },
          body: { build_target: units },
        }),
      ),
    onError: sayFailure,
    onSettled: async (_data, _error, units) => {
      await queries.invalidateQueries({ queryKey: ['kit'] })
      setWanted((latest) => (latest === units ? undefined : latest))
    },
  })
  return (
    <Stepper
      label="How many are to be built"
      value={wanted === undefined ? kit.build_target : wanted}
      max={MOST_UNITS}
      onChange={setWanted}
      onKeep={(units) => change.mutate(units)}
    />
  )
}

/** How many can be built, what is short, and how far the picking is. */
export function KitPanel({ kit }: { kit: KitDetail }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const mayEdit = useMay('editor') && !kit.is_archived
  const now = buildable(kit)
  const short = shortLines(kit)
  const missing = short.reduce((sum, { shortfall }) => sum + shortfall, 0)
  const pick = kit.pick_lists.find(({ status }) => status === 'open')
  const push = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/kits/{kit_id}/shopping-lists', {
          params: { path: { kit_id: kit.id }, header: once() },
          body: { units: kit.build_target, honor_reserved: true, new_list_name: `For ${kit.name}` },
        }),
      ),
    onSuccess: async ({ shopping_list: list, total_needed_quantity }) => {
      for (const word of ['kit', 'lists']) void queries.invalidateQueries({ queryKey: [word] })
      if (list === null) return sayDone('Nothing is short')
      await navigate({ to: '/shopping/$list', params: { list: String(list.id) } })
      sayDone(`${plural(total_needed_quantity, 'piece is', 'pieces are')} on “${list.name}”`)
    },
    onError: sayFailure,
  })
  return (
    <aside className={classes.panel} aria-label="Building">
      <div className={classes.line}>
        <h2>To build</h2>
        {mayEdit ? <Target kit={kit} /> : <b>{count(kit.build_target)}</b>}
      </div>
      {now !== null && (
        <p className={classes.big}>
          <b className="num">{count(now)}</b> can be built now
        </p>
      )}
      {short.length > 0 && (
        <>
          <p className={classes.quiet}>{plural(short.length, 'part is short', 'parts are short')}</p>
          <ul className={classes.short}>
            {short.slice(0, 8).map((line) => (
              <li key={line.id}>
                <PartKey>{line.part.key}</PartKey>
                <span>{line.in_stock > 0 ? `${count(line.in_stock)} in all` : 'none'}</span>
                <b className="num">{count(line.shortfall)}</b>
              </li>
            ))}
          </ul>
          {short.length > 8 && <p className={classes.quiet}>{short.length - 8} more</p>}
          {mayEdit && (
            <Button
              fullWidth
              leftSection={<IconShoppingCartPlus size={15} stroke={1.75} />}
              loading={push.isPending}
              onClick={() => push.mutate()}
            >
              Put {plural(missing, 'piece', 'pieces')} on a list
            </Button>
          )}
        </>
      )}
      {pick !== undefined && (
        <section className={classes.pick}>
          <div className={classes.line}>
            <h2>Pick list</h2>
            <span className={classes.quiet}>
              begun <Time at={pick.created_at} byDay="after-words" />
            </span>
          </div>
          <p>
            <b>
              {count(pick.completed_line_count)} of {count(pick.line_count)}
            </b>{' '}
            lines picked
          </p>
          <Progress
            value={(pick.completed_line_count / Math.max(1, pick.line_count)) * 100}
            size={6}
            aria-label="Lines picked"
          />
        </section>
      )}
    </aside>
  )
}
