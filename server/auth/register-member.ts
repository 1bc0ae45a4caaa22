import { type RegistrationForm, type RegistrationResult, profileOf } from "../../shared/registration";
import { systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import type { Mailer } from "../mail/mailer";
import { awaitAttempt } from "../sync/await-attempt";
import type { Worker } from "../sync/worker";
import type { Context } from "../trpc/context";
import type { Doors } from "./doors";
import { confirmationLimitOf } from "./guess-keys";
import { memberActor } from "./member-actor";
import { refuseGuessable } from "./password-policy";
import { hashPassword } from "./passwords";
import { hashToken } from "./tokens";

/** How long the answer waits for the backend, in ms from the request. The whole answer takes less than 3.5 s. */
const PATIENCE_MS = 3_000;

type Needs = Pick<Context, "convexAs" | "gate" | "requestId"> & {
  doors: Pick<Doors, "newMemberSession" | "newLinkToken">;
  worker: Pick<Worker, "nudge" | "waitFor">;
  mailer: Pick<Mailer, "nudge">;
};

/**
 * Registers a person, signs them in, and gives the backend a moment: both IDs if it answers in time, otherwise
 * `backend_sync_pending`, and the worker goes on without anyone waiting. Rejects only when nothing was stored.
 */
export async function registerMember(
  ctx: Needs,
  form: RegistrationForm,
  askedAt = Date.now(),
): Promise<RegistrationResult> {
  const giveUpAt = askedAt + PATIENCE_MS;
  const { admit, ...session } = ctx.doors.newMemberSession();
  await refuseGuessable(form.password, [form.firstName, form.lastName, form.email]);
  const passwordHash = await hashPassword(form.password);
  const { userId, convexId, jobId } = await ctx.convexAs(systemActor).mutation(api.registration.register, {
    profile: profileOf(form),
    passwordHash,
    session,
    ...(form.invite ? { inviteHash: hashToken(form.invite) } : {}),
    ...(form.formKey ? { formHash: hashToken(`form ${form.formKey}`) } : {}),
    confirmation: {
      ...{ token: ctx.doors.newLinkToken(), language: form.language ?? "en" },
      address: confirmationLimitOf(form.email),
    },
    requestId: ctx.requestId,
  });
  admit();
  ctx.worker.nudge();
  ctx.mailer.nudge();
  const ids = await idsInTime(ctx, convexId, jobId, giveUpAt);
  return ids ? { status: "linked", userId, ...ids } : { status: "backend_sync_pending", userId };
}

/**
 * Both IDs, if the job is done in time. The account exists by now, so whatever goes wrong in here is a `null` and
 * not a failure of the registration: the person must not be told to register again.
 */
async function idsInTime(ctx: Needs, convexId: string, jobId: string, giveUpAt: number) {
  try {
    const patienceMs = Math.max(0, giveUpAt - Date.now());
    // While the backend is left alone there is nothing to wait for.
    if (!ctx.gate.opensWithin(patienceMs)) return null;
    // A webhook may bring both before the job is settled; who looked then would find themselves waiting still.
    const look = async () => {
      const { ids, isSettled } = await standing(ctx, convexId);
      return isSettled ? ids : null;
    };
    const settled = await awaitAttempt(ctx.worker, { jobId, ms: patienceMs, look });
    return settled ?? (await standing(ctx, convexId)).ids;
  } catch {
    return null;
  }
}

async function standing(ctx: Needs, convexId: string) {
  const { sync } = await ctx.convexAs(memberActor(convexId)).query(api.members.me, {});
  const { frontendUserId, crmContactId, state } = sync;
  const ids = frontendUserId && crmContactId ? { frontendUserId, crmContactId } : null;
  return { ids, isSettled: state !== "pending" };
}
