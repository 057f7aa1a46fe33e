import { CatalogueMigration } from './0001-catalogue.ts'
import { KitsAndShoppingMigration } from './0002-kits-and-shopping.ts'
import { ProcessRunsMigration } from './0003-process-runs.ts'
import { SignInMigration } from './0004-sign-in.ts'
import { TasksMigration } from './0005-tasks.ts'
import { AiBudgetsMigration } from './0006-ai-budgets.ts'
import { PartSearchMigration } from './0007-part-search.ts'
import { AnalysisPicturesMigration } from './0008-analysis-pictures.ts'
import { OwnJobQueueMigration } from './0009-own-job-queue.ts'
import { StoredContentsMigration } from './0010-stored-contents.ts'
import { VersionsAndLimitsMigration } from './0011-versions-and-limits.ts'
import { TextLimitsMigration } from './0012-text-limits.ts'
import { ForgottenRefreshTokensMigration } from './0013-forgotten-refresh-tokens.ts'
import { ExactAiCostsMigration } from './0014-exact-ai-costs.ts'
import { SearchDocumentsMigration } from './0016-search-documents.ts'
import { IdempotencyKeysMigration } from './0017-idempotency-keys.ts'

/** All migrations in the order in which they run; the name is what the database remembers. */
export const migrations = [
  { name: '0001-catalogue', class: CatalogueMigration },
  { name: '0002-kits-and-shopping', class: KitsAndShoppingMigration },
  { name: '0003-process-runs', class: ProcessRunsMigration },
  { name: '0004-sign-in', class: SignInMigration },
  { name: '0005-tasks', class: TasksMigration },
  { name: '0006-ai-budgets', class: AiBudgetsMigration },
  { name: '0007-part-search', class: PartSearchMigration },
  { name: '0008-analysis-pictures', class: AnalysisPicturesMigration },
  { name: '0009-own-job-queue', class: OwnJobQueueMigration },
  { name: '0010-stored-contents', class: StoredContentsMigration },
  { name: '0011-versions-and-limits', class: VersionsAndLimitsMigration },
  { name: '0012-text-limits', class: TextLimitsMigration },
  { name: '0013-forgotten-refresh-tokens', class: ForgottenRefreshTokensMigration },
  { name: '0014-exact-ai-costs', class: ExactAiCostsMigration },
  { name: '0016-search-documents', class: SearchDocumentsMigration },
  { name: '0017-idempotency-keys', class: IdempotencyKeysMigration },
]
