import { type ReactElement, type Ref, useEffect, useRef, useState } from 'react'
import { later } from '../later.tsx'
import type { OpenChoicesProps } from './open-choices.tsx'

/** What the button of a menu has to take. */
interface MenuButtonProps {
  ref: Ref<HTMLButtonElement>
  'aria-haspopup': 'menu'
  /** Not set while the menu is open: then the menu listens. */
  onClick: (() => void) | undefined
}

interface ChoiceMenuProps extends Omit<OpenChoicesProps, 'onClose' | 'children'> {
  /** The button that opens it. */
  children: (props: MenuButtonProps) => ReactElement
}

/** Its button stands there while it is loaded. */
const OpenChoices = later(
  async () => (await import('./open-choices.tsx')).OpenChoices,
  ({ children }: OpenChoicesProps) => children,
)

/** A menu in which one thing is chosen, or several are. What it takes is loaded when it is opened, or later. */
export function ChoiceMenu({ children, ...choices }: ChoiceMenuProps) {
  const [opened, setOpened] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const was = useRef(false)
  useEffect(() => {
    if (was.current && !opened && document.activeElement === document.body) button.current?.focus()
    was.current = opened
  }, [opened])
  const shown = children({
    ref: button,
    'aria-haspopup': 'menu',
    onClick: opened ? undefined : () => setOpened(true),
  })
  if (!opened) return shown
  return (
    <OpenChoices {...choices} onClose={() => setOpened(false)}>
      {shown}
    </OpenChoices>
  )
}
