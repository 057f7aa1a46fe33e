import { Link } from '@tanstack/react-router'
import type { Inline } from './section.ts'

function Piece({ piece: { kind, text, to } }: { piece: Inline }) {
  if (kind === 'code') return <code>{text}</code>
  if (kind === 'strong') return <b>{text}</b>
  if (kind === 'emphasis') return <em>{text}</em>
  if (kind === 'link' && to !== undefined) {
    return (
      <Link to="/system/runbooks" hash={to}>
        {text}
      </Link>
    )
  }
  return text
}

/** Words of the manual as they are set. */
export function Words({ words }: { words: readonly Inline[] }) {
  return words.map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes while it is shown
    <Piece key={index} piece={piece} />
  ))
}
