import { expect } from "@playwright/test";
import { createCrmStaff } from "../../server/demo/crm-staff";
import { webhookSecret } from "../../tests/support/desk";
import { startRunOverHttp } from "../../tests/support/runs";
import type { TestTandem } from "../../tests/support/tandem";
import type { Visitor } from "../../tests/support/visitor";
import type { TestSmtp } from "../../tests/support/smtp";
import { signedWebhook } from "../../tests/support/webhook";
import { bookPlaces, proveMailbox, registerAll, registerInVain } from "./members";
import { askForApproval, joinAsViewer, leaveInvites } from "./team";

/** What of the full desk the addresses of the screens name. */
export type Scene = {
  /** Somebody of whom the two sides hold different values. */
  drifted: string;
  /** Somebody whose last job has failed. */
  failed: string;
  /** Somebody soft-deleted. */
  deleted: string;
  /** Somebody with several contacts that might be theirs. */
  doubtful: string;
  /** A contact without an account. */
  stranger: string;
  /** The first of the members. */
  booker: string;
  attemptId: string;
  eventId: string;
  runId: string;
  /** A run that waits for a second admin. */
  askedRunId: string;
  replayId: string;
  sweepId: string;
  /** Of a link by which somebody joins the desk, and of one by which a contact gets an account. */
  inviteToken: string;
  invitation: string;
  /** At the desk, without a right to change anything. */
  viewer: Visitor;
  /** Signed in to the portal; the CRM knows the first, and has yet to hear of the second. */
  member: Visitor;
  waiting: Visitor;
};

/** The desks of the pictures know their secrets, so that requests can be signed with them. */
export const secrets = { BACKEND_API_KEY: "key-of-the-pictures", BACKEND_WEBHOOK_SECRETS: webhookSecret };

/** Everything that a screen can tell of happens once; resolves when it has come to rest. */
export async function playHistory(desk: TestTandem, smtp: TestSmtp): Promise<Scene> {
  const { trpc } = await desk.admin();
  const member = await registerAll(desk);
  await proveMailbox(member, smtp);
  await bookPlaces(member);
  await sendWebhooks(desk, member);
  const sweepId = await sweep(trpc);
  const runId = await runWithFailures(desk);
  const replayId = await replay(trpc);
  const waiting = await registerInVain(desk);
  const askedRunId = await askForApproval(trpc);
  const idOf = async (state: "drifted" | "failed" | "deleted" | "conflict") =>
    (await trpc.users.list.query({ states: [state], sort: newestFirst, limit: 1 })).rows[0]?.linkId ?? "";
  const { rows: webhooks } = await trpc.webhooks.list.query({ types: ["user.updated"], limit: 1 });
  const { rows: events } = await trpc.audit.list.query({ limit: 1 });
  return {
    ...{ member, waiting, sweepId, runId, replayId, askedRunId },
    ...(await leaveInvites(trpc)),
    viewer: await joinAsViewer(desk),
    booker: (await member.trpc.portal.me.query()).userId,
    drifted: await idOf("drifted"),
    failed: await idOf("failed"),
    deleted: await idOf("deleted"),
    doubtful: await idOf("conflict"),
    attemptId: webhooks[0]?.attemptId ?? "",
    eventId: events[0]?.eventId ?? "",
  };
}

const newestFirst = { key: "created", direction: "desc" } as const;

type Trpc = Visitor["trpc"];

/** What reaches the door: good, repeated, late, about nobody, impossible to apply, and forged. */
async function sendWebhooks(desk: TestTandem, member: Visitor): Promise<void> {
  const { sync } = await member.trpc.portal.me.query();
  const about = { frontendUserId: sync.frontendUserId ?? "" };
  const staff = createCrmStaff(desk.backend, secrets.BACKEND_API_KEY);
  await staff.changePhone(sync.crmContactId ?? "");
  await staff.sendTwice(sync.crmContactId ?? "");
  const now = Date.now();
  const post = async (secret: string, at: number, data: Record<string, string>) => {
    const { id, ...request } = signedWebhook(secret, { type: "user.updated", at, data });
    await fetch(`${desk.localUrl}/api/webhooks/backend-sync`, request);
    return id;
  };
  await post(webhookSecret, now, { ...about, lastName: "Jürgens-Möwe" });
  await post(webhookSecret, now - 3_600_000, { ...about, lastName: "Gestern" });
  await post(webhookSecret, now, { frontendUserId: "frontend_user_nobody" });
  for (const email of ["frauke(at)haff", "frauke at haff"])
    await post(webhookSecret, now, { ...about, email });
  await post(`whsec_${Buffer.from("a secret that nobody shares.").toString("base64")}`, now, about);
}

async function sweep(trpc: Trpc): Promise<string> {
  const { sweepId } = await trpc.reconcile.start.mutate({ kind: "full" });
  await until(async () => (await trpc.reconcile.get.query({ sweepId })).state !== "running");
  return sweepId;
}

/** Forty accounts go to the CRM, which refuses some of them. */
async function runWithFailures(desk: TestTandem): Promise<string> {
  const { trpc } = await desk.admin();
  const { rows } = await trpc.users.list.query({ states: ["convex_only"], limit: 40 });
  desk.backend.setChaos({ mode: "refuse", code: "VALIDATION_ERROR", share: 0.2 });
  const selection = { by: "ids" as const, linkIds: rows.map(({ linkId }) => linkId) };
  const about = { name: "Accounts of January", reason: "They never reached the CRM (ticket 4711)." };
  const { runId } = await startRunOverHttp({ trpc }, { ...about, action: "resync", selection });
  await until(async () => (await trpc.runs.get.query({ runId })).state === "done");
  desk.backend.setChaos({ mode: "ok" });
  return runId;
}

async function replay(trpc: Trpc): Promise<string> {
  const filter = { outcomes: ["failed" as const] };
  const about = { name: "Mended addresses", reason: "The CRM has mended the address." };
  const { runId } = await trpc.webhooks.replayAll.mutate({ filter, ...about });
  await until(async () => (await trpc.webhooks.replayRun.query({ runId })).state === "done");
  return runId;
}

const until = (done: () => Promise<boolean>) => expect.poll(done, { timeout: 120_000 }).toBe(true);
