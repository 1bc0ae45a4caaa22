import type { Workflow } from "../workflows/workflow";
import type { Database } from "./database";

/** A stored workflow. */
export interface StoredWorkflow extends Workflow {
  id: string;
}

interface WorkflowRow {
  id: string;
  definition: string;
}

const toWorkflow = ({ id, definition }: WorkflowRow): StoredWorkflow => ({ id, ...JSON.parse(definition) });

/** All workflows, in the order they were made. There are a few. */
export const listWorkflows = (db: Database): StoredWorkflow[] =>
  db.all<WorkflowRow>("select id, definition from workflows order by pk").map(toWorkflow);

export function findWorkflow(db: Database, id: string): StoredWorkflow | undefined {
  const row = db.get<WorkflowRow>("select id, definition from workflows where id = ?", id);
  return row && toWorkflow(row);
}

/** The active workflow of a trigger. */
export function workflowOnTrigger(db: Database, trigger: string): StoredWorkflow | undefined {
  const sql =
    "select id, definition from workflows where trigger_on = ? and status = 'active' order by pk limit 1";
  const row = db.get<WorkflowRow>(sql, trigger);
  return row && toWorkflow(row);
}

/** Stores a workflow, also over the one of the same ID. */
export function saveWorkflow(db: Database, { id, ...workflow }: StoredWorkflow): void {
  db.run(
    `insert into workflows (id, status, trigger_on, definition) values (?, ?, ?, ?) on conflict (id) do update
     set status = excluded.status, trigger_on = excluded.trigger_on, definition = excluded.definition`,
    ...[id, workflow.status, workflow.execution.triggerOn, JSON.stringify(workflow)],
  );
}

/** Inserts those that are not there yet; what was changed stays so. Runs at every start. */
export function insertWorkflows(db: Database, workflows: readonly Workflow[]): void {
  for (const workflow of workflows) {
    const id = `wf_${workflow.subtype}`;
    if (!findWorkflow(db, id)) saveWorkflow(db, { id, ...workflow });
  }
}
