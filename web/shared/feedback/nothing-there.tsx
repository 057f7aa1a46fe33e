import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ApiError, sentence } from '../../api/errors.ts'
import { Empty } from './empty.tsx'

/** Where things of a kind are found. */
const WAYS = {
  box: { to: '/boxes', text: 'All boxes' },
  kit: { to: '/kits', text: 'All kits' },
  'pick list': { to: '/kits', text: 'All kits' },
  list: { to: '/shopping', text: 'All shopping lists' },
} as const

interface NothingThereProps {
  what: keyof typeof WAYS
  /** As the address has it. */
  id: string
  error: ApiError
}

/** An address of something that is not there, such as that of an old label: what the service says, and a way on. */
export function NothingThere({ what, id, error }: NothingThereProps) {
  const { to, text } = WAYS[what]
  const isNumber = /^[1-9]\d*$/.test(id)
  return (
    <Empty
      title={`There is no such ${what}`}
      ways={<Button renderRoot={(props) => <Link to={to} {...props} />}>{text}</Button>}
    >
      {isNumber ? sentence(error) : `“${id}” is no number of a ${what}. The address may be mistyped.`}
    </Empty>
  )
}
