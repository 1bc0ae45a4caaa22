import { ApiError, validationError } from "../api-error";
import { type Backend, type KeyedAnswer, write, writeOnce } from "../backend";
import type { Changes, Origin } from "../changes";
import { newExecutionId } from "../ids";
import type { StoredAnswer } from "../store/answers";
import { type Execution, type ExecutionLog, insertExecution } from "../store/executions";
import { type StoredWorkflow, workflowOnTrigger } from "../store/workflows";
import { isRepeatable } from "./behaviors";
import { type RunOutcome, runWorkflow } from "./run";

interface TriggerCall {
  trigger: string;
  inputData: unknown;
  origin: Origin;
  idempotencyKey?: string;
}

/** Runs the workflow of a trigger in one transaction and logs the run, failed ones too. */
export function runTrigger(backend: Backend, call: TriggerCall): KeyedAnswer {
  const run: Run = { id: newExecutionId(), startedAt: backend.clock.now(), logs: [] };
  try {
    return writeOnce(backend, call.origin, call.idempotencyKey, (changes) =>
      perform(backend, changes, call, run),
    );
  } catch (error) {
    if (run.logs.length === 0) run.logs.push(refusedLine(error, run.startedAt));
    // The run's own transaction is gone, so its log is written in one of its own.
    const result = { code: error instanceof ApiError ? error.code : "INTERNAL_ERROR" };
    write(backend, call.origin, () => record(backend, call.trigger, run, "failed", result));
    throw error;
  }
}

/** Why nothing ran at all: the code, and the fields at fault without what stood in them. */
function refusedLine(error: unknown, timestamp: number): ExecutionLog {
  const refusal = error instanceof ApiError ? error : null;
  const fields = (refusal?.errors ?? [])
    .map(({ field }) => field)
    .filter((field) => /^[\w.]{1,100}$/u.test(field));
  const which = fields.length > 0 ? ` at ${fields.join(", ")}` : "";
  const message = `not run: ${refusal?.code ?? "INTERNAL_ERROR"}${which}`;
  return { level: "error", message, timestamp };
}

interface Run {
  id: string;
  startedAt: number;
  logs: ExecutionLog[];
}

function perform(backend: Backend, changes: Changes, call: TriggerCall, run: Run): StoredAnswer {
  const workflow = workflowOnTrigger(backend.db, call.trigger);
  if (!workflow) {
    throw validationError([{ field: "trigger", message: "no active workflow has this trigger" }]);
  }
  const { inputData } = call;
  const { organizationName } = backend;
  const outcome = runWorkflow({ workflow, inputData, changes, organizationName, logs: run.logs });
  notify(backend, workflow, outcome, run);
  return answer(backend, call, run, outcome);
}

/** Under `notify`, tells the endpoints that behaviors failed. */
function notify(
  backend: Backend,
  { subtype, execution }: StoredWorkflow,
  outcome: RunOutcome,
  run: Run,
): void {
  const failed = outcome.reports.filter(({ success }) => !success);
  if (failed.length === 0 || execution.errorHandling !== "notify") return;
  backend.events.add({
    type: "workflow.failed",
    data: { executionId: run.id, workflow: subtype, trigger: execution.triggerOn, behaviors: failed },
  });
}

/**
 * A run in which something failed may be tried again under its key, so its answer is not remembered; unless something
 * was done that must not be done twice.
 */
function answer(backend: Backend, { trigger }: TriggerCall, run: Run, outcome: RunOutcome): StoredAnswer {
  const { isNew: _, ...results } = outcome.results;
  const { reports } = outcome;
  const [success, whole] = [
    reports.some((report) => report.success),
    reports.every((report) => report.success),
  ];
  const result = whole ? results : { ...results, behaviors: reports };
  record(backend, trigger, run, success ? "completed" : "failed", result);
  const code = success ? {} : { code: "WORKFLOW_FAILED", message: "No behavior of the workflow succeeded" };
  const body = { success, ...code, transactionId: run.id, ...result };
  return { status: 200, body, ...(whole || hasDoneOnce(reports) ? {} : { forget: true }) };
}

const hasDoneOnce = (reports: RunOutcome["reports"]): boolean =>
  reports.some(({ type, success }) => success && !isRepeatable(type));

function record(
  backend: Backend,
  trigger: string,
  run: Run,
  status: Execution["status"],
  result: Record<string, unknown>,
): void {
  insertExecution(backend.db, { ...run, trigger, status, result, completedAt: backend.clock.now() });
}
