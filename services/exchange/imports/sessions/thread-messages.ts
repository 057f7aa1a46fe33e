import type { MessagePort } from 'node:worker_threads'

/** What a thread works on. */
export type SessionName = 'proposal' | 'revision' | 'commit'

/** What a thread is started with. */
export interface ThreadInput {
  session: SessionName
}

/** A call of a method of the session. */
export interface Call {
  method: string
  args: unknown[]
  answer: MessagePort
}

/** What a call, or a statement, comes to. */
export type Answer<Value> = { ok: true; value: Value } | { ok: false; error: unknown }

/** What a thread asks for, or tells. */
export type ThreadMessage =
  | { type: 'query'; text: string; values: unknown[]; answer: MessagePort }
  | { type: 'matched'; done: number; count: number }
