import { register } from 'prom-client'
import t from 'tap'
import '../../app.ts'

/** What a gauge or a histogram counts when it has no unit: the last words of its name. */
const COUNTED =
  /(^(devices_active|people_active|part_keys_free|imports_open)|_(parts|quantity|docs|changes_(7|30)d|boxes|by_type|(active|archived|query|line|box)_count|lines_per_creation|quantity_delta|connections|tasks|tasks_at_shutdown|pending|active_requests|dump_size|matches_found|search_results|stale_documents|quota_limit|quota_remaining))$/
/** A count of what has a state, which stands behind it. */
const COUNTED_BY_STATE = /^(devices|people)_active$|^part_keys_free$|^imports_open$/
/** States: 1 or 0. */
const STATES = /^(application_shutting_down|previous_shutdown_clean|db_replica_usable)$/
const UNITS = /_(seconds|bytes|ratio|percent)$/
const OTHER_UNITS = /_(milliseconds|ms|minutes|hours|kilobytes|mb|mib)(_|$)/

t.test('a name says what is counted and in which unit', async (t) => {
  for (const { name, type } of register.getMetricsAsArray()) {
    t.match(name, /^[a-z][a-z0-9_]*$/)
    t.notMatch(name, OTHER_UNITS, `${name} has a base unit`)
    if (String(type) === 'counter') t.match(name, /_total$/)
    else
      t.ok(
        UNITS.test(name) || COUNTED.test(name) || COUNTED_BY_STATE.test(name) || STATES.test(name),
        `${name} has a unit`,
      )
  }
})
