import {
  type FunctionArgs,
  type FunctionReference,
  type FunctionReturnType,
  getFunctionName,
} from "convex/server";
import { expect } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { contactByCrmId, mirrorContact } from "../../server/convex/model/contacts";
import { refreshLinks } from "../../server/convex/model/links";
import { newTouched } from "../../server/convex/model/touched";
import { insertUser } from "../../server/convex/model/users";
import type { Convex } from "../../server/convex-client";
import { createLog } from "../../server/log";
import { createSweeper, type Sweeper } from "../../server/sync/reconcile/sweeper";
import { contactFields } from "../../server/sync/work";
import { watchSilence } from "../../server/webhooks/silence-watch";
import type { FindingKind, SweepKind, SweepState } from "../../shared/reconcile-api";
import { proven } from "../support/proven";
import { openStore, type TestStore } from "../support/store";
import { type StubContact, type StubCrm, startStubCrm } from "../support/stub-crm";

const system = { subject: "tandem", name: "Tandem", role: "system" };
const admin: Identity = { subject: "op_1", name: "Ada Admin", role: "admin", ...proven };
type Identity = { subject: string; name: string; role: string; provedAt?: number };
const requestId = "request";
const POLL_MS = 5;

/** A CRM over real HTTP, the real store with a clock of its own, and as many servers that sweep as a test wants. */
export class SweepScene {
  readonly logLines: string[] = [];
  /** What the servers have booked so far, and what they were answered. */
  readonly booked: Array<{ fn: string; answer: unknown }> = [];
  private readonly sweepers: Sweeper[] = [];
  /** When the servers were started: so late that no sweep begins by itself, unless a test sets it. */
  since = Infinity;
  /** Called before a server books anything; what it throws, the store throws. */
  beforeBooking: (fn: string) => void = () => {};

  private constructor(
    readonly store: TestStore,
    readonly clock: { now: number },
    readonly stub: StubCrm,
  ) {}

  static async open(): Promise<SweepScene> {
    const [{ store, clock }, stub] = await Promise.all([openStore(), startStubCrm()]);
    return new SweepScene(store, clock, stub);
  }

  async close(): Promise<void> {
    await Promise.all(this.sweepers.map((sweeper) => sweeper.stop()));
    await this.stub.close();
    await this.store.close();
  }

  mutate<F extends FunctionReference<"mutation">>(fn: F, args: FunctionArgs<F>, identity = admin) {
    return this.store.run<FunctionReturnType<F>>((ctx) => ctx.runMutation(fn, args), { identity });
  }

  query<F extends FunctionReference<"query">>(fn: F, args: FunctionArgs<F>, identity = admin) {
    return this.store.run<FunctionReturnType<F>>((ctx) => ctx.runQuery(fn, args), { identity });
  }

  /** One more server. It looks for work all the time, so that only the scene's clock decides. */
  server(): Sweeper {
    const { crm } = this.stub;
    const { convex, log } = this.deps();
    const sweeper = createSweeper({ convex, crm, log, pollMs: POLL_MS, now: () => this.since });
    this.sweepers.push(sweeper);
    sweeper.start();
    return sweeper;
  }

  silenceWatch = () => watchSilence(this.deps());

  private deps() {
    const log = createLog("info", { write: (line) => void this.logLines.push(line) });
    const caller = {
      query: (fn: never, args: never) => this.query(fn, args, system),
      mutation: async (fn: never, args: never) => {
        this.beforeBooking(getFunctionName(fn));
        const answer = await this.mutate(fn, args, system);
        this.booked.push({ fn: getFunctionName(fn), answer });
        return answer;
      },
    };
    return { convex: { as: () => caller } as unknown as Convex, log };
  }

  /** Another server looks for work. */
  takes = (worker: string) => this.mutate(api.sweeping.take, { worker, since: this.since }, system);

  /** A server books a page. */
  books(worker: string, page: Omit<FunctionArgs<typeof api.sweeping.page>, "worker">) {
    return this.mutate(api.sweeping.page, { ...page, worker }, system);
  }

  start = (kind: SweepKind) => this.mutate(api.sweeps.start, { kind, requestId });
  get = (sweepId: string) => this.query(api.sweeps.get, { sweepId });

  async ends(sweepId: string, state: SweepState = "done") {
    await soon(async () => (await this.get(sweepId)).state).toBe(state);
    return this.get(sweepId);
  }

  /** A whole sweep by a server that is there already. */
  async sweep(kind: SweepKind, state?: SweepState) {
    const { sweepId } = await this.start(kind);
    return this.ends(sweepId, state);
  }

  decide(sweepId: string, given: FunctionArgs<typeof api.sweeps.decide>["given"], who = admin) {
    return this.mutate(api.sweeps.decide, { sweepId, given, reason: "They left", requestId }, who);
  }

  cancel = (sweepId: string) => this.mutate(api.sweeps.cancel, { sweepId, requestId });
  trend = (kind?: SweepKind) => this.query(api.sweeps.trend, kind ? { kind } : {});
  schedule = () => this.query(api.sweeps.schedule, { since: this.since });

  /** An admin sets the time of the full sweep. */
  async fullDailyAt(fullDailyAt: string | null): Promise<void> {
    const { version, settings } = await this.query(api.settings.get, {});
    const changed = { ...settings, reconcile: { ...settings.reconcile, fullDailyAt } };
    await this.mutate(api.settings.update, { version, settings: changed, requestId });
  }

  silence = () => this.query(api.sweeps.silence, {});
  lane = () => this.query(api.settings.lane, {});
  resume = () => this.mutate(api.settings.resumeLane, { reason: "New key", requestId });

  /** All sweeps there are, by name: kind, state, and who began it. */
  async begun(): Promise<string[]> {
    const { sweeps } = await this.query(api.sweeps.list, { cursor: null });
    return sweeps.map(({ kind, state, startedBy }) => `${kind} ${state} ${startedBy}`).sort();
  }

  /** What somebody has done, as the audit tells it. */
  async events(name: string) {
    const events = await this.store.run((ctx) => ctx.db.query("auditEvents").collect());
    return events.filter(({ actor }) => actor.name === name);
  }

  async found(sweepId: string, kind: FindingKind) {
    const { findings } = await this.query(api.sweeps.findings, { sweepId, kind, cursor: null });
    return findings;
  }

  /** A person in the CRM, `fields` on top. They changed there long ago. */
  contact(n: number, fields: Record<string, string> = {}): StubContact {
    const at = this.clock.now - 30 * 24 * 3_600_000 + n;
    const names = { email: `p${n}@x.de`, firstName: "Petra", lastName: `Person ${n}` };
    return { id: crmId(n), fields: { ...names, ...fields }, createdAt: at, updatedAt: at };
  }

  /** People `0` to `count - 1` in the CRM. */
  fill(count: number): void {
    this.stub.contacts = Array.from({ length: count }, (_, n) => this.contact(n));
  }

  /** Somebody in the CRM types something. Its clock may differ by `clockMs`. */
  edit(n: number, fields: Record<string, string>, clockMs = 0): void {
    const contact = this.stub.contacts.find(({ id }) => id === crmId(n));
    if (!contact) throw new Error(`There is no person ${n}.`);
    contact.fields = { ...contact.fields, ...fields };
    contact.updatedAt = this.clock.now + clockMs;
  }

  /** The CRM forgets somebody altogether. */
  vanish(...people: number[]): void {
    const gone = new Set(people.map(crmId));
    this.stub.contacts = this.stub.contacts.filter(({ id }) => !gone.has(id));
  }

  /** The account of a person; by default they know each other. */
  async account(n: number, fields: Record<string, string | undefined> = {}): Promise<void> {
    await this.store.run(async (ctx) => {
      const touched = newTouched();
      const names = { email: `p${n}@x.de`, firstName: "Petra", lastName: `Person ${n}` };
      const at = { createdAt: 1, profileUpdatedAt: 1 };
      await insertUser(ctx, touched, {
        ...{ ...names, externalId: userId(n), crmContactId: crmId(n) },
        ...{ ...fields, ...at },
      });
      await refreshLinks(ctx, touched);
    });
  }

  /** The mirror hears of a contact by itself, as from an import, at `at`. */
  async mirrors(contact: StubContact, at: number): Promise<void> {
    const { id, fields, createdAt, updatedAt } = contact;
    const known = { crmId: id, status: "active", subtype: "customer", name: "", tags: [], ...fields };
    await this.store.run(async (ctx) => {
      const touched = newTouched();
      await mirrorContact(ctx, touched, { ...known, createdAt, updatedAt }, at);
      await refreshLinks(ctx, touched);
    });
  }

  /** Somebody at the desk, or a job that has nothing to write, reads a contact now. */
  async readsBack(n: number): Promise<void> {
    const contact = await this.stub.crm.getContact(crmId(n));
    if (!contact) throw new Error(`There is no person ${n}.`);
    const read = { contact: contactFields(contact), readBackAt: this.clock.now, wrote: false };
    await this.mutate(api.repairs.mirrorContact, read, system);
  }

  /** What was put off until then is done. */
  async timePasses(ms: number): Promise<void> {
    this.clock.now += ms;
    await this.store.runScheduled();
  }

  mirrored = (n: number) => this.store.run((ctx) => contactByCrmId(ctx, crmId(n)));

  /** The row of a person's account: state and reason. */
  async row(n: number) {
    const person = await this.query(api.people.get, { id: userId(n) });
    return person && `${person.row.state} ${person.row.reason}`;
  }

  /** The backend says by webhook that somebody has changed, at `eventAt`. Answers the outcome. */
  async webhook(
    n: number,
    data: Record<string, string> = {},
    eventAt = this.clock.now,
    type = "contact.updated",
  ) {
    const event = { eventId: `evt_${n}_${eventAt}`, type, eventAt, payload: "{}" };
    const arrival = { receivedAt: this.clock.now, durationMs: 1, bytes: 2, headers: [] };
    const known = { ...event, data: { contactId: crmId(n), ...data } };
    return (await this.mutate(api.webhooks.receive, { event: known, arrival }, system)).outcome;
  }

  /** The offsets of the pages asked for so far. */
  pages = () => this.stub.requests.filter(({ path }) => path === "/crm/contacts").map(({ offset }) => offset);
  /** The contacts asked for by ID so far. */
  asked = () => this.stub.requests.flatMap(({ path }) => path.match(/^\/crm\/contacts\/(.+)$/u)?.[1] ?? []);
}

/** What servers do by themselves, on a machine that may be busy. */
export const soon = <T>(look: () => T) => expect.poll(look, { timeout: 30_000 });
export const crmId = (n: number) => `c${String(n).padStart(5, "0")}`;
export const userId = (n: number) => `u${n}`;
