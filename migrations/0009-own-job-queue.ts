import { Migration } from '@mikro-orm/migrations'

/** Advisory lock that a transaction holds from its first event until its commit; the same as before. */
const EVENT_ORDER_LOCK = 0x1e55e

/**
 * The tasks' way to the job queue. Its schema is named after the service's own, so that two services in one database,
 * or another program that uses the same queue, share nothing. The schema itself is installed after the migrations.
 */
export class OwnJobQueueMigration extends Migration {
  override up(): void {
    // The names of schemas have 63 bytes at most.
    this.addSql(`
      create function job_queue_schema() returns text language sql stable
        return 'jobs_of_' || case when octet_length(current_schema()) <= 55 then current_schema()::text
                                  else md5(current_schema()) end`)

    // Attempts are not counted by the queue, hence the greatest number: how a task ends is a matter of its own state.
    this.addSql(`
      create function add_task_job(task_name text, task_id uuid, due timestamptz) returns void language plpgsql as $$
      begin
        execute format(
          'select %I.add_job($1, $2, run_at => $3, job_key => $4, max_attempts => 32767)', job_queue_schema()
        ) using task_name, json_build_object('task_id', task_id), due, task_id::text;
      end
      $$`)
    this.addSql(`
      create function remove_task_job(task_id uuid) returns void language plpgsql as $$
      begin
        execute format('select %I.remove_job($1)', job_queue_schema()) using task_id::text;
      end
      $$`)
    this.addSql(`
      create function unlock_task_workers(workers text[]) returns void language plpgsql as $$
      begin
        execute format('select %I.force_unlock_workers($1)', job_queue_schema()) using workers;
      end
      $$`)
    this.addSql(`
      create function task_jobs() returns table (key text, locked_by text) language plpgsql as $$
      begin
        return query execute format('select key, locked_by from %I.jobs', job_queue_schema());
      end
      $$`)

    // Channels are the whole database's. The plain names are those of earlier versions, which listen to them.
    this.addSql(`
      create function own_channel(name text) returns text language sql stable
        return case current_schema() when 'public' then name else name || '_' || md5(current_schema()) end`)
    this.addSql(`
      create or replace function append_sse_event(
        event_name text, event_service text, event_subject text, event_task uuid, event_data json
      ) returns bigint language plpgsql as $$
      declare
        event_id bigint;
      begin
        perform pg_advisory_xact_lock(${EVENT_ORDER_LOCK});
        insert into sse_events (name, service, subject, task_id, data)
        values (event_name, event_service, event_subject, event_task, event_data)
        returning id into event_id;
        perform pg_notify(own_channel('sse_events'), event_id::text);
        return event_id;
      end
      $$`)
  }
}
