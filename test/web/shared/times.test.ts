import t from 'tap'
import { duration } from '../../../web/shared/text/times.ts'

/** Without the narrow blanks before units. */
function words(seconds: number): string {
  return duration(seconds).replaceAll('\u202f', ' ')
}

t.test('a length of time is split after it is rounded', async (t) => {
  t.strictSame([0.44, 9.97, 59.7, 1139.6, 3599.8, 7199, 86_399, 172_000].map(words), [
    '0.4 s',
    '10 s',
    '1 min 0 s',
    '19 min 0 s',
    '1 h 0 min',
    '2 h 0 min',
    '1 d 0 h',
    '2 d 0 h',
  ])
  t.strictSame([12, 75, 3720, 100_000].map(words), ['12 s', '1 min 15 s', '1 h 2 min', '1 d 4 h'])
})
