import { useNavigate } from '@tanstack/react-router'
import { expectTyping } from '../../shared/keyboard/type-ahead.ts'
import { commandOf } from './known-commands.ts'

interface Choose {
  /** Goes where a suggestion leads, by its value. */
  open: (value: string) => void
  /** Opens a part with one of its actions begun. What is typed from now on has to be expected already. */
  act: (key: string, act: 'take' | 'put') => void
}

/**
 * What follows when a suggestion is chosen.
 *
 * @param after called each time, to tidy the field up.
 */
export function useChoose(after: () => void): Choose {
  const navigate = useNavigate()
  return {
    act(key, act) {
      after()
      void navigate({ to: '/parts/$key', params: { key }, search: { act } })
    },
    open(value) {
      const [kind, id = ''] = [value.slice(0, value.indexOf(':')), value.slice(value.indexOf(':') + 1)]
      after()
      if (kind === 'part') return void navigate({ to: '/parts/$key', params: { key: id } })
      if (kind === 'box') return void navigate({ to: '/boxes/$box', params: { box: id } })
      if (kind === 'kit') return void navigate({ to: '/kits/$kit', params: { kit: id } })
      if (kind === 'list') return void navigate({ to: '/shopping/$list', params: { list: id } })
      if (kind === 'all') return void navigate({ to: '/parts', search: { q: id } })
      if (kind === 'new') return void navigate({ to: '/new', search: { number: id } })
      const command = commandOf(id)
      if (command === undefined) return
      if (command.asks) expectTyping()
      void navigate({ to: command.to, search: command.search })
    },
  }
}
