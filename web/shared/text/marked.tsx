import { Fragment } from 'react'

interface MarkedProps {
  text: string
  /** Where in the text, in UTF-16 units, end exclusive; they may overlap and come in any order. */
  ranges: readonly (readonly number[])[]
}

function joined(ranges: MarkedProps['ranges'], length: number): [number, number][] {
  const sorted = ranges
    .map(([from = 0, to = 0]): [number, number] => [Math.max(0, from), Math.min(length, to)])
    .filter(([from, to]) => to > from)
    .sort(([a], [b]) => a - b)
  const result: [number, number][] = []
  for (const [from, to] of sorted) {
    const last = result.at(-1)
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to)
    else result.push([from, to])
  }
  return result
}

/** A text with what matched marked. */
export function Marked({ text, ranges }: MarkedProps) {
  const marks = joined(ranges, text.length)
  let at = 0
  return (
    <>
      {marks.map(([from, to]) => {
        const before = text.slice(at, from)
        at = to
        return (
          <Fragment key={from}>
            {before}
            <mark>{text.slice(from, to)}</mark>
          </Fragment>
        )
      })}
      {text.slice(at)}
    </>
  )
}
