/** @jsxRuntime automatic */
/** @jsxImportSource react */
// Said here too, because the backend may be started from a folder where no tsconfig says it.
import type { Execution } from "../store/executions";
import { type Frame, render } from "./page";
import { Pages, Table, When } from "./parts";
import { ADMIN_PATH, withQuery } from "./paths";

export const WORKFLOWS_PATH = `${ADMIN_PATH}/workflows`;

/** The newest runs of workflows, each with its log. */
export function renderWorkflows(
  frame: Frame,
  { executions, nextCursor }: { executions: readonly Execution[]; nextCursor?: string },
): string {
  return render(
    frame,
    <>
      <Table
        label="Runs of workflows"
        columns={["Trigger", "Outcome", "Started", "Took", "Log", "Result"]}
        rows={executions.map((execution) => ({ key: execution.id, cells: cellsOf(execution) }))}
        none="No workflow has run yet."
      />
      <Pages
        after={
          nextCursor ? { href: withQuery(WORKFLOWS_PATH, { cursor: nextCursor }), name: "Older" } : undefined
        }
      />
    </>,
  );
}

function cellsOf({ id, trigger, status, startedAt, completedAt, logs, result }: Execution) {
  return [
    trigger,
    status,
    <When key="started" at={startedAt} />,
    `${completedAt - startedAt} ms`,
    <details key="log">
      <summary>{logs.length === 1 ? "1 line" : `${logs.length} lines`}</summary>
      <pre>
        {logs.map(({ level, behavior, message }) => `${level} ${behavior ?? ""}: ${message}`).join("\n")}
      </pre>
    </details>,
    <details key="result">
      <summary>{id.slice(0, 13)}…</summary>
      <pre>{JSON.stringify(result, null, 2)}</pre>
    </details>,
  ];
}
