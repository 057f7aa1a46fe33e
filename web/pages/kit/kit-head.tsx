import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconMapPin, IconPlus } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import type { KitDetail } from '../../api/queries/kits.ts'
import { useMay } from '../../api/queries/session.ts'
import { expectTyping } from '../../shared/keyboard/type-ahead.ts'
import { useHotkey } from '../../shared/keyboard/use-hotkey.ts'
import { PageHead } from '../../shared/page/page-head.tsx'
import { plural } from '../../shared/text/numbers.ts'
import { AddLine } from './add-line.tsx'
import { KitMenu } from './kit-menu.tsx'
import { usePick } from './use-pick.ts'

const ICON = { size: 15, stroke: 1.75 } as const

function summaryOf({ contents, is_archived, description }: KitDetail): string {
  const perUnit = contents.reduce((sum, line) => sum + line.required_per_unit, 0)
  const parts = `${plural(contents.length, 'line', 'lines')}, ${plural(perUnit, 'part', 'parts')} each`
  return `${parts}${is_archived ? ', archived' : ''}${description ? `. ${description}` : ''}`
}

/** Begins picking, or goes on with it. */
function PickButton({ kit }: { kit: KitDetail }) {
  const pick = usePick(kit)
  const navigate = useNavigate()
  const mayStart = !kit.is_archived && kit.contents.length > 0 && kit.build_target > 0
  useHotkey(
    'p',
    () => {
      if (pick.open === undefined) return pick.start()
      void navigate({ to: '/pick/$list', params: { list: String(pick.open.id) } })
    },
    pick.open !== undefined || (mayStart && !pick.isPending),
  )
  const icon = <IconMapPin {...ICON} />
  if (pick.open !== undefined) {
    const { id } = pick.open
    return (
      <Button
        variant="filled"
        leftSection={icon}
        renderRoot={(props) => <Link to="/pick/$list" params={{ list: String(id) }} {...props} />}
      >
        Go on picking
      </Button>
    )
  }
  if (kit.is_archived || kit.contents.length === 0) return null
  return (
    <Button
      variant="filled"
      leftSection={icon}
      loading={pick.isPending}
      disabled={kit.build_target === 0}
      onClick={pick.start}
    >
      Pick {plural(kit.build_target, 'unit', 'units')}
    </Button>
  )
}

/** The name of a kit, and what can be done with it. */
export function KitHead({ kit }: { kit: KitDetail }) {
  const mayEdit = useMay('editor')
  const [adding, { open, close }] = useDisclosure(false)
  const mayAdd = mayEdit && !kit.is_archived
  const add = () => {
    expectTyping()
    open()
  }
  useHotkey('a', add, mayAdd)
  return (
    <>
      <PageHead
        title={kit.name}
        summary={summaryOf(kit)}
        actions={
          <>
            {mayAdd && (
              <Button leftSection={<IconPlus {...ICON} />} onClick={add}>
                Add a part
              </Button>
            )}
            {mayEdit && <PickButton kit={kit} />}
            <KitMenu kit={kit} />
          </>
        }
      />
      <AddLine kit={kit} opened={adding} onClose={close} />
    </>
  )
}
