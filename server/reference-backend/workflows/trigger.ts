import { ApiError, validationError } from "../api-error";
import { type Backend, type KeyedAnswer, write, writeOnce } from "../backend";
import type { Changes, Origin } from "../changes";
import { newExecutionId } from "../ids";
import type { StoredAnswer } from "../store/answers";
import { type Execution, type ExecutionLog, insertExecution } from "../store/executions";
import { resendWelcome, userRegistration } from "./definitions";
import { runWorkflow } from "./run";

interface TriggerCall {
  trigger: string;
  inputData: unknown;
  origin: Origin;
  idempotencyKey?: string;
}

/** Runs the workflow of a trigger in one transaction and logs the run, failed ones too. */
export function runTrigger(backend: Backend, call: TriggerCall): KeyedAnswer {
  const logs: ExecutionLog[] = [];
  const startedAt = backend.clock.now();
  try {
    return writeOnce(backend, call.origin, call.idempotencyKey, (changes) => {
      const result = dispatch(backend, call, changes, logs);
      return complete(backend, changes, { trigger: call.trigger, startedAt, logs, result });
    });
  } catch (error) {
    // The run's own transaction is gone, so its log is written in one of its own.
    const result = { code: error instanceof ApiError ? error.code : "INTERNAL_ERROR" };
    write(backend, call.origin, () => {
      record(backend, { trigger: call.trigger, status: "failed", startedAt, logs, result });
    });
    throw error;
  }
}

function dispatch(
  backend: Backend,
  { trigger, inputData }: TriggerCall,
  changes: Changes,
  logs: ExecutionLog[],
): Record<string, unknown> {
  const run = { inputData, changes, logs, organizationName: backend.organizationName };
  switch (trigger) {
    case userRegistration.execution.triggerOn:
      return runWorkflow({ ...run, workflow: userRegistration });
    case resendWelcome.execution.triggerOn:
      return runWorkflow({ ...run, workflow: resendWelcome });
    default:
      throw validationError([{ field: "trigger", message: "no active workflow has this trigger" }]);
  }
}

function complete(
  backend: Backend,
  changes: Changes,
  run: Pick<Execution, "trigger" | "startedAt" | "logs"> & { result: Record<string, unknown> },
): StoredAnswer {
  const { isNew: _, ...result } = run.result;
  const transactionId = record(backend, { ...run, result, status: "completed" });
  return { status: 200, body: { success: true, ...result, transactionId } };
}

function record(backend: Backend, run: Omit<Execution, "id" | "completedAt">): string {
  const id = newExecutionId();
  insertExecution(backend.db, { ...run, id, completedAt: backend.clock.now() });
  return id;
}
