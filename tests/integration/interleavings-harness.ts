import type { FunctionArgs, FunctionReference, FunctionReturnType } from "convex/server";
import { api } from "../../server/convex/_generated/api";
import type { SyncErrorCode } from "../../shared/sync-errors";
import { proven } from "../support/proven";
import { startRun } from "../support/runs";
import { openStore, type TestStore } from "../support/store";

export type Work = FunctionReturnType<typeof api.jobs.claim>[number];
export type Settlement = FunctionArgs<typeof api.jobs.settle>["settlements"][number]["outcome"];

export const system = { subject: "tandem", name: "Tandem", role: "system" };
export const admin: Identity = { subject: "op_1", name: "Ada Admin", role: "admin", ...proven };
type Identity = { subject: string; name: string; role: string; provedAt?: number };
const requestId = "request";

/**
 * The parts that workers, the backend's webhooks and people at the desk play, on the real store with a clock of its
 * own, so that a test can let them act in any order.
 */
export class Scene {
  private people = 0;
  private events = 0;

  private constructor(
    readonly store: TestStore,
    readonly clock: { now: number },
  ) {}

  /** In memory, or in this file. */
  static async open(path?: string): Promise<Scene> {
    const { store, clock } = await openStore(path);
    return new Scene(store, clock);
  }

  mutate<F extends FunctionReference<"mutation">>(fn: F, args: FunctionArgs<F>, identity = system) {
    return this.store.run<FunctionReturnType<F>>((ctx) => ctx.runMutation(fn, args), { identity });
  }

  query<F extends FunctionReference<"query">>(fn: F, args: FunctionArgs<F>, identity = admin) {
    return this.store.run<FunctionReturnType<F>>((ctx) => ctx.runQuery(fn, args), { identity });
  }

  /** Somebody registers in the portal and is signed in with `tokenHash`. */
  async register() {
    const n = ++this.people;
    const names = { salutation: "Frau", title: "", firstName: "Zoë", lastName: `Müller ${n}` };
    const work = { organization: "", profession: "", position: "" };
    const profile = { ...names, ...work, email: `zoe.${n}@klinik.example`, phone: "" };
    const tokenHash = `hash-${n}`;
    const session = { tokenHash, expiresAt: this.clock.now + 3_600_000 };
    const known = { passwordHash: "argon2id", requestId };
    const registered = await this.mutate(api.registration.register, { profile, session, ...known });
    return { ...registered, tokenHash };
  }

  async claim(worker = "first", limit = 50): Promise<Work[]> {
    return this.mutate(api.jobs.claim, { worker, limit });
  }

  /** What a worker sees of the queue before it claims. */
  look() {
    return this.query(api.jobs.look, {}, system);
  }

  async claimOne(worker?: string): Promise<Work> {
    const [work] = await this.claim(worker, 1);
    if (!work) throw new Error("Nothing was due.");
    return work;
  }

  /** Somebody whose register job is running, with all that its worker knows. */
  async running() {
    const person = await this.register();
    return { ...person, work: await this.claimOne("first") };
  }

  /** Somebody registered and linked. */
  async linked() {
    const { work, ...person } = await this.running();
    await this.settle(work, this.achieved(work));
    return {
      ...person,
      frontendUserId: `frontend_user_${person.userId}`,
      crmContactId: `obj_${person.userId}`,
    };
  }

  /** What the backend made of the person it was given, read back now. */
  achieved({ user }: Pick<Work, "user">, differently: object = {}) {
    const { email, firstName, lastName, phone } = user.profile;
    const crmContactId = user.crmContactId ?? `obj_${user.userId}`;
    const frontendUserId = `frontend_user_${user.userId}`;
    const ids = { crmId: crmContactId, convexUserId: user.userId, frontendUserId };
    const { now } = this.clock;
    const contact = { ...ids, status: "active", tags: [], email, firstName, lastName, phone };
    return {
      ...{ ok: true as const, readBackAt: now, userUpdatedAt: user.profileUpdatedAt },
      user: { crmContactId, frontendUserId },
      contact: { ...contact, createdAt: now, updatedAt: now, ...differently },
    };
  }

  /** A worker gives back what it has not begun. */
  release(works: Work[]) {
    return this.mutate(api.jobs.release, { held: works.map(({ jobId, attempt }) => ({ jobId, attempt })) });
  }

  async settle({ jobId, attempt }: Pick<Work, "jobId" | "attempt">, outcome: Settlement) {
    const timing = { startedAt: this.clock.now, durationMs: 20 };
    const settlements = [{ jobId, attempt, outcome, timing }];
    return (await this.mutate(api.jobs.settle, { settlements }))[0];
  }

  /** A verified webhook arrives; answers its outcome. */
  async deliver(
    type: string,
    data: object,
    { eventAt = this.clock.now, eventId = `evt_${++this.events}` } = {},
  ) {
    const event = { eventId, type, eventAt, payload: JSON.stringify(data), data };
    const arrival = { receivedAt: this.clock.now, durationMs: 3, bytes: 200, headers: [] };
    return (await this.mutate(api.webhooks.receive, { event, arrival })).outcome;
  }

  softDelete(id: string) {
    return this.mutate(api.commands.softDelete, { id, reason: "Asked by phone", requestId }, admin);
  }

  restore(id: string) {
    return this.mutate(api.commands.restore, { id, requestId }, admin);
  }

  resync(id: string) {
    return this.mutate(api.commands.resync, { id, requestId }, admin);
  }

  /** Starts a run over these rows and lets it make its jobs. */
  async startRun(linkIds: string[]) {
    this.clock.now += 1;
    const selection = { by: "ids" as const, linkIds };
    const { runId } = await startRun(this.desk, { selection });
    await this.store.runScheduled();
    return runId;
  }

  /** An admin at the desk. */
  readonly desk = {
    query: <F extends FunctionReference<"query">>(fn: F, args: FunctionArgs<F>) =>
      this.query(fn, args, admin),
    mutation: <F extends FunctionReference<"mutation">>(fn: F, args: FunctionArgs<F>) =>
      this.mutate(fn, args, admin),
  };

  async cancelRun(runId: string): Promise<void> {
    await this.mutate(api.runs.cancel, { runId, requestId }, admin);
    await this.store.runScheduled();
  }

  async personOf(id: string) {
    const person = await this.query(api.people.get, { id });
    if (!person) throw new Error(`Nobody has the ID ${id}.`);
    return person;
  }

  /** Whether the portal session is still good. */
  async isSignedIn(tokenHash: string): Promise<boolean> {
    return (await this.query(api.memberSessions.holder, { tokenHash }, system)) !== null;
  }

  /** Everything that a settlement could change. */
  everything() {
    return this.store.run(async (ctx) => ({
      users: await ctx.db.query("users").collect(),
      contacts: await ctx.db.query("contacts").collect(),
      links: await ctx.db.query("links").collect(),
      jobs: await ctx.db.query("syncJobs").collect(),
      attempts: await ctx.db.query("syncAttempts").collect(),
      items: await ctx.db.query("runItems").collect(),
      events: await ctx.db.query("auditEvents").collect(),
    }));
  }
}

export const failed = (code: SyncErrorCode, retryAfterMs?: number): Settlement => ({
  ...{ ok: false, code, message: `The backend failed (${code}).` },
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});
