import t from 'tap'
import { readSettings, SettingsError } from '../../../plugins/config/index.ts'

const SECRET = 'very-secret'

function problemsOf(url: string, others: Record<string, string> = {}): readonly string[] {
  try {
    readSettings({ ...others, DATABASE_URL: url })
    return []
  } catch (error) {
    if (error instanceof SettingsError) return error.problems
    throw error
  }
}

t.test('a URL that cannot be used is refused with the form that can', async (t) => {
  for (const [url, reason] of [
    [`postgresql://user:${SECRET}@one:5432,two:5432/parts`, /several hosts/],
    [`postgresql://user:${SECRET}@one,two/parts`, /several hosts/],
    [`postgresql://user:${SECRET}@host:65536/parts`, /port.*1 to 65535/],
    [`postgresql://user:${SECRET}@host:0/parts`, /port.*1 to 65535/],
    [`postgresql://user:${SECRET}/x@host/parts`, /percent-encoded.*%2F/],
    [`postgresql://user:${SECRET}#x@host/parts`, /percent-encoded.*%23/],
    [`postgresql://user:${SECRET}?x@host/parts`, /percent-encoded.*%3F/],
    [`postgresql://user:${SECRET}%@host/parts`, /percent-encoded/],
    [`postgresql://user:${SECRET}%zz@host/parts`, /percent-encoded/],
    [`postgresql://user:${SECRET}@host/100%`, /percent-encoded/],
    [`postgresql://user:${SECRET}@ho st/parts`, /cannot be read/],
    [`postgresql://user:${SECRET}@[::1/parts`, /cannot be read/],
  ] as const) {
    const [problem = '', ...more] = problemsOf(url)
    t.match(problem, /^DATABASE_URL must have the form postgresql:\/\/user:password@host:5432\/database: /, url)
    t.match(problem, reason, url)
    t.notMatch(problem, SECRET, 'the password is not repeated')
    t.same(more, [])
  }
})

t.test('every form that the driver understands is taken', async (t) => {
  for (const url of [
    'postgresql://user:password@host:5432/parts',
    'postgres://host/parts',
    'postgresql+psycopg://user@host/parts',
    'postgresql://user@host',
    'postgresql://user:p%40ss%2Fw%23rd@host/Stra%C3%9Fe%20%26%20Co',
    'postgresql://user:p@ss@host/parts',
    'postgresql://user:password@host/Straße & Co',
    'postgresql://[2001:db8::1]:5432/parts',
    'postgresql:///parts?host=/var/run/postgresql',
    'postgresql://user@/parts?host=/var/run/postgresql',
    'postgresql://%2Fvar%2Frun%2Fpostgresql/parts',
    'postgresql://host/parts?options=-csearch_path%3Dparts&sslmode=require',
  ]) {
    t.same(problemsOf(url), [], url)
  }
})

t.test('the standby for reads is a server as well, and follows one', async (t) => {
  const url = 'postgresql://db/parts'
  t.same(problemsOf(url, { DATABASE_READ_URL: 'postgres://standby/parts' }), [])
  t.equal(
    readSettings({ DATABASE_URL: url, DATABASE_READ_URL: 'postgres://standby/parts' }).databaseReadUrl,
    'postgresql://standby/parts',
  )
  const [problem = ''] = problemsOf(url, { DATABASE_READ_URL: `postgresql://user:${SECRET}@host:0/parts` })
  t.match(problem, /^DATABASE_READ_URL must have the form .*port/)
  t.notMatch(problem, SECRET)
  t.match(problemsOf('', { DATABASE_READ_URL: 'postgresql://standby/parts' }), [
    /^DATABASE_READ_URL needs DATABASE_URL/,
  ])
})
