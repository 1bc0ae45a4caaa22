import { whyNot } from "../../../shared/fixed-sentences";
import type { JobKind } from "../../../shared/link-state";
import type { RunAction } from "../../../shared/runs-api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { Actor } from "../functions";
import { enqueueJob } from "./enqueueJob";
import { openJobs } from "./jobs";
import type { Link } from "./linkRow";
import { inviteInRun } from "./invitationsOfRun";
import { personOf } from "./personForRepair";
import { repairsFor } from "./repairAvailability";
import { restoreUser } from "./restoreUser";
import { enqueueResync } from "./resync";
import { softDeleteUser } from "./softDelete";
import type { Touched } from "./touched";
import type { User } from "./users";

/** One person of a run whose turn it is, checked already. */
export type Turn = { link: Link; item: Doc<"runItems">; actor: Actor; reason: string };
/** `job` decides the outcome later; `joined` when it was open before the run came. */
type TurnResult = { job: Id<"syncJobs">; joined: boolean } | { done: true } | { skipped: string };
type Take = (ctx: MutationCtx, touched: Touched, user: User, turn: Turn) => Promise<TurnResult>;

/** Does to one person what the run is for: the same as the single command, in the bulk lane. */
export async function takeTurn(
  ctx: MutationCtx,
  touched: Touched,
  action: RunAction,
  turn: Turn,
): Promise<TurnResult> {
  if (action === "invite") return inviteInRun(ctx, turn);
  const user = turn.link.user && (await ctx.db.get("users", turn.link.user));
  if (!user) return { skipped: whyNot.noAccount };
  return takers[action](ctx, touched, user, turn);
}

const resync: Take = (ctx, touched, user, turn) => enqueueResync(ctx, touched, user, askedBy(turn));

const archive = enqueue("archive");

const takers: Record<Exclude<RunAction, "invite">, Take> = {
  resync,
  link_matched: resync,
  resend_welcome: enqueue("resend_welcome"),
  async archive_contact(ctx, touched, user, turn) {
    const { allowed, why } = repairsFor(await personOf(ctx, turn.link)).archiveContact;
    return allowed ? archive(ctx, touched, user, turn) : { skipped: why ?? "Not possible." };
  },
  async soft_delete(ctx, touched, user, { actor, reason, item }) {
    await softDeleteUser(ctx, touched, user, { actor, reason, target: runOf(item) });
    return { done: true };
  },
  async restore(ctx, touched, user, { actor, reason, item }) {
    const { refused } = await restoreUser(ctx, touched, user, { actor, reason, target: runOf(item) });
    return refused ? { skipped: refused } : { done: true };
  },
};

const runOf = ({ run }: Turn["item"]) => ({ kind: "run" as const, id: run });

const askedBy = ({ actor, reason, item }: Turn) => ({
  ...{ requestedBy: actor.name, reason, lane: "bulk" as const, runItem: item._id },
});

function enqueue(kind: JobKind): Take {
  return async (ctx, touched, user, turn) => {
    const open = (await openJobs(ctx, user._id)).find((job) => job.kind === kind);
    if (open?.runItem) return { skipped: whyNot.otherRun };
    const job = await enqueueJob(ctx, touched, { user: user._id, kind, ...askedBy(turn) });
    return { job, joined: !!open };
  };
}
