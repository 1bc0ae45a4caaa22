import { z } from "zod";
import type { Database } from "./database";

/** One line of a run's log. Holds IDs and words, never names or e-mails. */
export interface ExecutionLog {
  level: "info" | "warn" | "error";
  message: string;
  timestamp: number;
  behavior?: string;
}

/** One run of a workflow. Times are Unix milliseconds. */
export interface Execution {
  id: string;
  trigger: string;
  status: "completed" | "failed";
  startedAt: number;
  completedAt: number;
  logs: ExecutionLog[];
  result: unknown;
}

/** The query string of `GET /workflows/executions`. */
export const executionListQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
});

export function insertExecution(db: Database, execution: Execution): void {
  db.run(
    `insert into executions (id, trigger, status, started_at, completed_at, logs, result)
     values (?, ?, ?, ?, ?, ?, ?)`,
    execution.id,
    execution.trigger,
    execution.status,
    execution.startedAt,
    execution.completedAt,
    JSON.stringify(execution.logs),
    JSON.stringify(execution.result ?? null),
  );
}

interface ExecutionRow extends Omit<Execution, "logs" | "result"> {
  pk: number;
  logs: string;
  result: string;
}

/** One page, newest first. `nextCursor` is absent on the last page. */
export function listExecutions(db: Database, query: z.output<typeof executionListQuery>) {
  const rows = db.all<ExecutionRow>(
    `select pk, id, trigger, status, started_at as startedAt, completed_at as completedAt, logs, result
     from executions where pk < ? order by pk desc limit ?`,
    query.cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(query.cursor),
    query.limit + 1,
  );
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    executions: page.map(({ pk: _, ...row }) => ({
      ...row,
      logs: JSON.parse(row.logs) as ExecutionLog[],
      result: JSON.parse(row.result) as unknown,
    })),
    ...(rows.length > page.length && last ? { nextCursor: String(last.pk) } : {}),
  };
}
