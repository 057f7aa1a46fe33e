import { Migration } from '@mikro-orm/migrations'

/** Pictures that users have uploaded for an analysis. They end with their tasks. */
export class AnalysisPicturesMigration extends Migration {
  override up(): void {
    this.addSql(`
      create table analysis_pictures (
        id uuid primary key,
        task_id uuid not null constraint fk_analysis_pictures_task references tasks on delete cascade,
        content_type text not null,
        bytes bytea not null
      )`)
    this.addSql('create index ix_analysis_pictures_task_id on analysis_pictures (task_id)')
    // Pictures are compressed already.
    this.addSql('alter table analysis_pictures alter column bytes set storage external')
  }
}
