import { parseInput } from "../api-error";
import type { Changes } from "../changes";
import type { ExecutionLog } from "../store/executions";
import type { Behavior, BehaviorContext, Workflow } from "./workflow";

interface RunOptions<Input> {
  workflow: Workflow<Input>;
  inputData: unknown;
  changes: Changes;
  organizationName: string;
  /** Filled while the run goes on, so that a failed run has its log too. */
  logs: ExecutionLog[];
}

type BehaviorReport = { type: string; success: boolean };

/**
 * Runs a workflow inside the caller's transaction and answers the merged results of its behaviors. Throws when the
 * input is invalid, or when a behavior fails under `rollback`: the caller's transaction then takes everything back.
 */
export function runWorkflow<Input>(options: RunOptions<Input>): Record<string, unknown> {
  const { workflow } = options;
  const input = parseInput(workflow.inputSchema, options.inputData);
  const results: Record<string, unknown> = {};
  const reports: BehaviorReport[] = [];
  for (const behavior of inOrder(workflow.behaviors)) {
    const context = contextOf(options, input, behavior, results);
    reports.push(runBehavior(workflow, behavior, context, results));
  }
  return reports.every((report) => report.success) ? results : { ...results, behaviors: reports };
}

function inOrder<Input>(behaviors: readonly Behavior<Input>[]): Behavior<Input>[] {
  return behaviors.filter((behavior) => behavior.enabled).sort((a, b) => b.priority - a.priority);
}

function runBehavior<Input>(
  workflow: Workflow<Input>,
  behavior: Behavior<Input>,
  context: BehaviorContext<Input>,
  results: Record<string, unknown>,
): BehaviorReport {
  try {
    // Its own savepoint: under `continue` a failed behavior must not leave half of itself behind.
    Object.assign(
      results,
      context.changes.db.transaction(() => behavior.run(context)),
    );
    return { type: behavior.type, success: true };
  } catch (error) {
    context.log("error", `failed: ${error instanceof Error ? error.name : "unknown error"}`);
    if (workflow.execution.errorHandling === "rollback") throw error;
    return { type: behavior.type, success: false };
  }
}

function contextOf<Input>(
  { changes, organizationName, logs }: RunOptions<Input>,
  input: Input,
  behavior: Behavior<Input>,
  results: Record<string, unknown>,
): BehaviorContext<Input> {
  return {
    changes,
    input,
    results,
    organizationName,
    config: behavior.config,
    log: (level, message) => logs.push({ level, message, timestamp: changes.now, behavior: behavior.type }),
  };
}
