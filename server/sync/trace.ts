import type { BackendContact } from "../../shared/backend-api";
import { errorSentence } from "../../shared/error-sentences";
import { fieldList } from "../../shared/field-names";
import type { AttemptView, JobView } from "../../shared/jobs";
import { comparedFields, differingFields, type ComparedValues, type Match } from "../../shared/link-state";
import type { Trace, TraceStep } from "../../shared/repairs-api";
import { api } from "../convex/_generated/api";
import type { ConvexCaller } from "../convex-client";
import { isCrmError, type Crm } from "../crm/port";
import { awaitAttempt } from "./await-attempt";
import { planStep, type Facts } from "./trace-plan";
import { listed, sideBySide, timed, type StepResult } from "./trace-steps";
import type { Worker } from "./worker";

/** How long a trace waits for the CRM, and for its job's attempt, in ms. */
const READ_MS = 3_000;
const ATTEMPT_MS = 10_000;

type Reading = { convex: ConvexCaller; crm: Crm };
type Acting = Reading & { worker: Pick<Worker, "nudge" | "waitFor">; requestId: string };
/** What was met on the way to the plan. `kind` is `null` when nothing is to be done. */
type Way = { facts: Facts; steps: TraceStep[]; kind: JobView["kind"] | null; writes: TraceStep["values"] };

/** One user through a resync, step by step, reading only. A backend that is down fails its step, not the trace. */
export async function trace(ctx: Reading, id: string): Promise<Trace> {
  const { steps, kind, writes } = await wayToPlan(ctx, id);
  const sentence = kind ? "Not done: this is a dry run." : "Nothing to write.";
  const write: StepResult = { status: "skipped", sentence, values: writes };
  const readBack: StepResult = {
    status: "skipped",
    sentence: "Nothing was written, so nothing to read back.",
  };
  return {
    dryRun: true,
    job: null,
    steps: [...steps, await told("write", write), await told("read_back", readBack)],
  };
}

/** The same for real: the job is enqueued as any resync, and its attempt waited for up to 10 s. */
export async function traceForReal(ctx: Acting, id: string): Promise<Trace> {
  const { steps, kind, facts } = await wayToPlan(ctx, id);
  if (!kind) {
    const nothing: StepResult = { status: "skipped", sentence: "Nothing to write." };
    return {
      dryRun: false,
      job: null,
      steps: [...steps, await told("write", nothing), await told("read_back", nothing)],
    };
  }
  const write = await timed("write", async () => {
    const tried = await resyncAndWait(ctx, facts.row.linkId);
    return { ...writeStep(tried), tried };
  });
  const { tried } = write.result;
  const readBack = await timed("read_back", () => readBackStep(tried));
  return { dryRun: false, job: jobOf(tried.job), steps: [...steps, write.told, readBack.told] };
}

const told = async (step: TraceStep["step"], result: StepResult) => (await timed(step, () => result)).told;

async function wayToPlan(ctx: Reading, id: string): Promise<Way> {
  const found = await timed("find", async () => findStep(await ctx.convex.query(api.tracing.facts, { id })));
  const { facts } = found.result;
  const match = await timed("match", () => matchStep(facts));
  const compare = await timed("compare", () => compareStep(ctx.crm, facts));
  const plan = await timed("plan", () => planStep(facts, compare.result.live));
  const steps = [found.told, match.told, compare.told, plan.told];
  return { facts, steps, kind: plan.result.kind, writes: plan.result.values };
}

function findStep(facts: Facts) {
  const { row, user, contact } = facts;
  return {
    facts,
    status: "ok" as const,
    sentence: user ? "Found the account." : "Found a contact that belongs to no account.",
    values: listed({
      "link ID": row.linkId,
      "link state": `${row.state}, ${row.reason}`,
      "Convex user ID": user?.userId,
      "CRM contact ID": contact?.contactId,
      "frontend user ID": user?.frontendUserId,
    }),
  };
}

const matches: Record<Match["by"], string> = {
  alone: "Nobody on the other side belongs to this person.",
  reference: "The two sides belong together by the IDs they store.",
  email: "The two sides are the only ones left with this e-mail.",
  ambiguous_email: "Several accounts or contacts share this e-mail, so it does not say who belongs to whom.",
};

function matchStep({ match, user, contact }: Facts): StepResult {
  const isTangled = match.by === "reference" && !match.pair;
  const isClear = !isTangled && match.by !== "ambiguous_email";
  return {
    status: isClear ? "ok" : "failed",
    sentence: isTangled ? "The IDs connect more than one account and one contact." : matches[match.by],
    values: listed({
      "CRM contact ID, stored by the account": user?.crmContactId,
      "Convex user ID, stored by the contact": contact?.convexUserId,
    }),
  };
}

/** The contact as the CRM has it now; `live` is `null` when it could not be read. */
async function compareStep(
  crm: Crm,
  { user, contact }: Facts,
): Promise<StepResult & { live: BackendContact | null }> {
  if (!contact) return { status: "skipped", sentence: "There is no contact to compare with.", live: null };
  const mirrored = sideBySide(user?.values ?? {}, contact.values);
  try {
    const live = await crm.getContact(contact.contactId, { timeoutMs: READ_MS });
    if (live) return { ...comparison(user, live), live };
    const sentence = "The CRM does not have this contact any more. Shown is what was last known.";
    return { status: "failed", sentence, values: mirrored, live };
  } catch (error) {
    const why = errorSentence(isCrmError(error) ? error.code : null);
    return {
      status: "failed",
      sentence: `${why} Shown is what was last known.`,
      values: mirrored,
      live: null,
    };
  }
}

function comparison(user: Facts["user"], live: BackendContact): StepResult {
  const values = sideBySide(user?.values ?? {}, pick(live));
  if (!user) return { status: "ok", sentence: "Read the contact from the CRM.", values };
  const fields = differingFields(user.values, live);
  const sentence = fields.length > 0 ? `These fields differ: ${fieldList(fields)}.` : "Both sides agree.";
  return { status: "ok", sentence, values };
}

const pick = (side: ComparedValues) =>
  Object.fromEntries(comparedFields.map((field) => [field, side[field]]));

/** The job, and its attempt that has ended since: one that had ended before is not this trace's. */
type Tried = { job: JobView | null; attempt: AttemptView | null };

async function resyncAndWait({ convex, worker, requestId }: Acting, id: string): Promise<Tried> {
  const jobs = async () => (await convex.query(api.people.get, { id }))?.jobs ?? [];
  const before = await jobs();
  const { jobId } = await convex.mutation(api.commands.resync, { id, requestId });
  if (!jobId) return { job: null, attempt: null };
  worker.nudge();
  const after = lastNumber(before.find((job) => job.jobId === jobId));
  let job: JobView | null = null;
  const look = async () => {
    job = (await jobs()).find((each) => each.jobId === jobId) ?? null;
    return lastNumber(job) > after ? (job?.attempts[0] ?? null) : null;
  };
  const attempt = await awaitAttempt(worker, { jobId, ms: ATTEMPT_MS, after, look });
  return { job, attempt };
}

/** The number of the newest attempt that has ended, from 1; 0 when none has. */
const lastNumber = (job: JobView | null | undefined): number => job?.attempts[0]?.number ?? 0;

function writeStep({ attempt }: Tried): StepResult {
  if (!attempt) {
    return {
      status: "failed",
      sentence: "No attempt has ended yet. It goes on by itself; look again later.",
    };
  }
  if (attempt.outcome === "failed") {
    return { status: "failed", sentence: attempt.message ?? errorSentence(attempt.errorCode) };
  }
  const { written } = attempt.receipt ?? {};
  const count = Object.keys({ ...written?.convex, ...written?.crm }).length;
  const sentence = count > 0 ? "Written." : "No field had to be written.";
  return { status: "ok", sentence, values: written ? sideBySide(written.convex, written.crm) : [] };
}

function readBackStep({ job, attempt }: Tried): StepResult {
  const receipt = job?.receipt;
  if (!receipt || !attempt) return { status: "skipped", sentence: "There is nothing to read back yet." };
  const { readBack } = attempt.receipt ?? {};
  return {
    status: receipt.agrees ? "ok" : "failed",
    sentence: receipt.summary,
    values: [
      ...listed({ "CRM contact ID": receipt.crmContactId, "frontend user ID": receipt.frontendUserId }),
      ...(readBack ? sideBySide(readBack.convex, readBack.crm) : []),
    ],
  };
}

const jobOf = (job: JobView | null): Trace["job"] =>
  job && { jobId: job.jobId, state: job.state, receipt: job.receipt };
