const CELLS = [0, 1, 2, 3, 4, 5, 6, 7, 8]
const HERE = 5

/** The mark of the product: a box with one slot lit. */
export function Logo({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6" fill="#17201d" />
      {CELLS.map((cell) => (
        <rect
          key={cell}
          x={5 + (cell % 3) * 5}
          y={5 + Math.floor(cell / 3) * 5}
          width="4"
          height="4"
          rx="1"
          fill={cell === HERE ? '#3ecf9a' : '#6b7671'}
        />
      ))}
    </svg>
  )
}
