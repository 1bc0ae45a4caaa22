import { setTimeout as sleep } from "node:timers/promises";
import { Argument, type Command } from "commander";
import {
  hasEnded,
  isDestructive,
  runActions,
  type RunAction,
  type RunPreview,
  type RunPreviewInput,
  type RunView,
} from "../../../shared/runs-api";
import { deskCommand, pagesOf, requireYes, wholeNumber, type Asked } from "./command";
import { CommandError, exitCodes } from "./failure";
import { selectionOf, type SelectionOptions, withSelection } from "./selection";
import { counted, showOne, showRows, time, type Columns, type Shape } from "./show";
import { tell } from "../output";

/** How often a run that is waited for is looked at, in ms. */
const LOOK_MS = 1_000;

const columns: Columns<RunView> = {
  ID: ({ runId }) => runId,
  NAME: ({ name }) => name,
  ACTION: ({ action }) => action,
  STATE: ({ state }) => state,
  DONE: ({ done }) => done,
  SKIPPED: ({ skipped }) => skipped,
  FAILED: ({ failed }) => failed,
  TOTAL: ({ total }) => total,
  "BEGUN BY": ({ createdBy }) => createdBy,
};

/** What says that a plan is meant. */
type Meant = { count?: number; yes?: boolean; wait?: boolean };
type CreateOptions = SelectionOptions & Meant & { name: string; reason: string };
type RetryOptions = Meant & { name?: string; reason?: string };
const anAction = () => new Argument("<action>", "what it does to each").choices(runActions);

/** `tandem runs …` */
export function addRunCommands(program: Command): void {
  const runs = program.command("runs").description("Bulk work: a plan first, then a run. Asks the server.");

  deskCommand<{ limit: number }>(runs, "list", "List runs, the newest first.", async ({ desk, options }) => {
    const { rows } = await pagesOf(options.limit, async (cursor) => {
      const { runs: rows, nextCursor } = await desk.trpc.runs.list.query({ cursor });
      return { rows, nextCursor };
    });
    await showRows(rows.slice(0, options.limit), columns, options);
  }).option("--limit <number>", "at most so many", wholeNumber, 20);

  withSelection(
    deskCommand<SelectionOptions>(
      runs,
      "preview",
      "Say what a run would do, and do nothing.",
      async (asked, action) => {
        const { desk, options } = asked;
        const plan = await desk.trpc.runs.preview.query({
          action: action as RunAction,
          selection: selectionOf(options),
        });
        await showPlan(plan, options);
      },
    ).addArgument(anAction()),
  );

  withPlan(
    withSelection(
      deskCommand<CreateOptions>(runs, "create", "Begin a run, when its plan is meant.", create).addArgument(
        anAction(),
      ),
    ),
  )
    .requiredOption("--name <words>", "what it is called")
    .requiredOption("--reason <words>", "why, for the audit");

  deskCommand<{ wait?: boolean }>(runs, "show <runId>", "Show how far a run is.", async (asked, runId) => {
    await (asked.options.wait
      ? waitFor(asked, runId)
      : showRun(await asked.desk.trpc.runs.get.query({ runId }), asked.options));
  }).option("--wait", "wait until it has ended; fail when somebody in it failed");

  withPlan(
    deskCommand<RetryOptions>(
      runs,
      "retry <runId>",
      "Begin a run over those who failed in this one, when its plan is meant.",
      retry,
    ),
  )
    .option("--name <words>", "what it is called, if not as the first one")
    .option("--reason <words>", "why, for the audit, if not for the first one's reason");

  for (const what of ["pause", "resume", "cancel"] as const) {
    deskCommand(runs, `${what} <runId>`, words[what], async ({ desk, options }, runId) =>
      showRun(await desk.trpc.runs[what].mutate({ runId }), options),
    );
  }
}

const words = {
  pause: "Pause a run: what is under way ends, nothing new begins.",
  resume: "Let a paused or stopped run go on.",
  cancel: "End a run for good; what is done stays done.",
} as const;

const withPlan = (command: Command): Command =>
  command
    .option(
      "--count <number>",
      "of what takes something away: how many people, as the plan says",
      wholeNumber,
    )
    .option("--yes", "do it")
    .option("--wait", "wait until it has ended; fail when somebody in it failed");

async function create(asked: Asked<CreateOptions>, action: string): Promise<void> {
  const { trpc } = asked.desk;
  const { name, reason } = asked.options;
  const asking = { action: action as RunAction, selection: selectionOf(asked.options) };
  const meant = await planMeant(asked, asking);
  const { hash, ...options } = meant;
  const { runId } = await trpc.runs.create.mutate({ ...asking, name, reason, hash, options });
  await showBegun(asked, runId);
}

async function retry(asked: Asked<RetryOptions>, failedIn: string): Promise<void> {
  const { trpc } = asked.desk;
  const { name, reason } = asked.options;
  const { action } = await trpc.runs.get.query({ runId: failedIn });
  const meant = await planMeant(asked, { action, selection: { by: "failed", runId: failedIn } });
  const said = { ...(name ? { name } : {}), ...(reason ? { reason } : {}) };
  const { runId } = await trpc.runs.retryFailed.mutate({ runId: failedIn, ...said, ...meant });
  await showBegun(asked, runId);
}

/** Shows the plan, and stops short of it until the flags say that it is meant. */
async function planMeant({ desk, options }: Asked<Meant>, asking: RunPreviewInput) {
  const plan = await desk.trpc.runs.preview.query(asking);
  await showPlan(plan, {}, tell);
  const destructive = isDestructive(asking.action);
  if (destructive && options.count !== plan.count)
    throw new CommandError(
      `--count: Type how many people the plan has: --count ${plan.count}. Nothing was changed.`,
    );
  requireYes(options, "That is the plan.");
  return { hash: plan.hash, ...(destructive ? { typedCount: plan.count } : {}) };
}

async function showBegun(asked: Asked<Meant>, runId: string): Promise<void> {
  if (asked.options.wait) return waitFor(asked, runId);
  await showRun(await asked.desk.trpc.runs.get.query({ runId }), asked.options);
}

/** Until it has ended, or waits for a person; somebody who failed makes the command fail. */
async function waitFor({ desk, options }: Asked<object>, runId: string): Promise<void> {
  let run = await desk.trpc.runs.get.query({ runId });
  while (
    ["freezing", "checking", "running"].includes(run.state) ||
    (hasEnded(run.state) && run.underWay > 0)
  ) {
    await sleep(LOOK_MS);
    run = await desk.trpc.runs.get.query({ runId });
  }
  await showRun(run, options);
  if (run.state !== "done" || run.failed > 0)
    throw new CommandError(`The run is ${run.state}; ${run.failed} failed.`, exitCodes.failed);
}

const showRun = (run: RunView, shape: Shape): Promise<void> =>
  showOne(
    run,
    {
      ...{ Run: run.runId, Name: run.name, Action: run.action, State: run.state, "Begun by": run.createdBy },
      ...{ Begun: time(run.createdAt), Ended: time(run.finishedAt), Total: run.total, Done: run.done },
      ...{ Skipped: run.skipped, Failed: run.failed, "Under way": run.underWay, Stopped: run.stopCause },
    },
    shape,
  );

/** The plan: on stdout when it is the answer, beside it when it comes before one. */
async function showPlan(plan: RunPreview, shape: Shape, say?: (line: string) => void): Promise<void> {
  const facts = {
    People: counted(plan),
    ...Object.fromEntries(plan.kinds.map(({ kind, why, count }) => [why ? `${kind}: ${why}` : kind, count])),
    ...{ Calls: plan.calls, "E-mails": plan.emails },
    ...(plan.approval
      ? { Approval: `a second admin has to approve it, within ${plan.approval.hours} h` }
      : {}),
  };
  if (!say) return showOne(plan, facts, shape);
  for (const [name, fact] of Object.entries(facts)) say(`${name}: ${fact}`);
}
