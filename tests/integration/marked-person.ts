import { memberGuessKeysOf } from "../../server/auth/guess-keys";
import { api } from "../../server/convex/_generated/api";
import type { Id } from "../../server/convex/_generated/dataModel";
import { noFindings } from "../../server/convex/model/findingCounts";
import type { SyncErrorCode } from "../../shared/sync-errors";
import { startRun } from "../support/runs";
import { admin, type Scene, type Settlement } from "./interleavings-harness";

const requestId = "request";

/** Somebody in every field of whom there is a mark that is nobody else's, and everything that can happen to them. */
export class MarkedPerson {
  readonly marks: string[] = [];
  private ids = { userId: "", frontendUserId: "", crmContactId: "" };
  private events = 0;

  constructor(
    private readonly scene: Scene,
    private readonly suffix: string,
  ) {}

  /** Two cannot have one name. */
  private views = 0;

  /** A word that is found nowhere else. */
  private mark(word: string): string {
    const marked = `${word}${this.suffix}`;
    this.marks.push(marked);
    return marked;
  }

  get userId() {
    return this.ids.userId;
  }
  get contactId() {
    return this.ids.crmContactId;
  }
  get email() {
    return `mail${this.suffix}@klinik.example`;
  }
  get wholeName() {
    return `First${this.suffix} Last${this.suffix}`;
  }

  /** They register in the portal, and the first try fails with words that name them. */
  async register() {
    const { scene, email } = this;
    const { clock } = scene;
    this.marks.push(email, `First${this.suffix}`, `Last${this.suffix}`);
    const profile = {
      ...{ salutation: this.mark("Frau"), title: "", email, phone: `+49 30 ${digitsOf(this.suffix)}` },
      ...{ firstName: `First${this.suffix}`, lastName: `Last${this.suffix}` },
      ...{ organization: this.mark("Org"), profession: this.mark("Prof"), position: this.mark("Pos") },
    };
    this.marks.push(digitsOf(this.suffix));
    const secrets = { passwordHash: this.mark("argon"), session: this.session("first"), requestId };
    const { userId } = await scene.mutate(api.registration.register, { profile, ...secrets });
    const why = failedWith("timeout", `${email} is not allowed: ${this.mark("why")}`);
    await scene.settle(await scene.claimOne(), why);
    clock.now += 20 * 60_000;
    const work = await scene.claimOne();
    const given = scene.achieved(work, { company: this.mark("Company"), tags: [this.mark("tag")] });
    await scene.settle(work, given);
    const { crmContactId = "", frontendUserId = "" } = given.user;
    this.ids = { userId, crmContactId, frontendUserId };
    clock.now += 1_000;
  }

  private session(name: string) {
    return { tokenHash: this.mark(name), expiresAt: this.scene.clock.now + 3_600_000 };
  }

  /** What else can happen, in any order. */
  readonly routes: Record<string, () => Promise<unknown>> = {
    "they sign in": () =>
      this.scene.mutate(api.memberSignIn.openSession, {
        proven: { convexId: this.userId as Id<"users">, passwordHash: `argon${this.suffix}` },
        keys: { account: "account", address: "address" },
        session: { ...this.session("second"), device: this.mark("Browser") },
        requestId,
      }),
    "somebody guesses at their password, and they sign in": async () => {
      const keys = memberGuessKeysOf(this.email, "192.0.2.1");
      this.marks.push(keys.account);
      await this.scene.mutate(api.memberSignIn.begin, { email: this.email, keys });
      await this.scene.mutate(api.memberSignIn.openSession, {
        proven: { convexId: this.userId as Id<"users">, passwordHash: `argon${this.suffix}` },
        keys,
        session: { ...this.session("third"), device: "Browser" },
        requestId,
      });
      await this.scene.mutate(api.memberSignIn.begin, {
        email: this.email,
        keys: memberGuessKeysOf(this.email, "198.51.100.7"),
      });
    },
    "they confirm their address, change their profile, and want another address": async () => {
      const identity = { subject: this.userId, name: "Member", role: "member" };
      const user = this.userId as Id<"users">;
      await this.scene.store.run(({ db }) =>
        db.insert("emailProofs", {
          ...{
            user,
            email: this.email,
            emailKey: this.email,
            tokenHash: this.mark("proof of "),
            expiresAt: 9e15,
          },
        }),
      );
      const opened = { tokenHash: this.marks.at(-1) ?? "", language: "de" as const, requestId };
      await this.scene.mutate(api.memberAddress.confirm, opened, identity);
      const profile = { salutation: "Frau" as const, phone: "", title: this.mark("Title") };
      const names = { firstName: `First${this.suffix}`, lastName: `Last${this.suffix}` };
      const work = { organization: this.mark("Clinic"), profession: this.mark("Job"), position: "" };
      await this.scene.mutate(
        api.memberProfile.update,
        { profile: { ...profile, ...names, ...work }, requestId },
        identity,
      );
      const [told] = await this.scene.claim();
      if (told) await this.scene.settle(told, { ...this.scene.achieved(told), told: true });
      const limit = { key: "limit", most: 99 };
      const wanted = {
        ...{ email: this.mark("wanted@x.example"), provenHash: `argon${this.suffix}` },
        keys: { account: "account", address: "address" },
        token: { tokenHash: this.mark("wish of "), sealedToken: this.mark("sealed wish of ") },
        limits: { network: limit, here: limit, address: limit },
      };
      await this.scene.mutate(
        api.memberAddress.askForOther,
        { ...wanted, language: "de", requestId },
        identity,
      );
    },
    "the backend tells of a new address, and of the old one again": async () => {
      const { frontendUserId } = this.ids;
      await this.deliver("user.updated", {
        frontendUserId,
        email: this.mark("moved@x.example"),
        note: this.mark("note"),
      });
      await this.deliver("user.updated", { frontendUserId, email: this.email });
    },
    "the backend tells of the contact": () =>
      this.deliver("contact.updated", {
        contactId: this.contactId,
        firstName: this.mark("Given"),
        lastName: `Last${this.suffix}`,
      }),
    "the backend tells something Tandem does not act on": async () => {
      await this.deliver("invoice.paid", {
        frontendUserId: this.ids.frontendUserId,
        street: this.mark("street"),
      });
      await this.deliver("invoice.sent", { contactId: this.contactId, city: this.mark("city") });
      await this.deliver("invoice.lost", { mail: this.email, zip: this.mark("zip") });
    },
    "the backend tells something that cannot be right": () =>
      this.deliver(
        "user.updated",
        { frontendUserId: this.ids.frontendUserId, email: this.mark("no-address") },
        {
          ...{ field: "email", message: "It is no e-mail address." },
        },
      ),
    "a request is refused": () =>
      this.refuse(JSON.stringify({ data: { email: this.email, also: this.mark("forged") } })),
    "an operator replays what came, and says why": async () => {
      await this.deliver("user.updated", { frontendUserId: this.ids.frontendUserId, phone: "+49 30 1" });
      const [newest] = (await this.scene.query(api.webhookLog.page, { cursor: null, limit: 1 })).rows;
      const asked = { attemptId: newest?.attemptId ?? "", reason: this.mark("replayed for"), requestId };
      await this.scene.mutate(api.webhookReplays.replay, asked, admin);
    },
    "an operator asks for a resync, which fails": async () => {
      const asked = { id: this.userId, reason: this.mark("resync because"), requestId };
      await this.scene.mutate(api.commands.resync, asked, admin);
      const [work] = await this.scene.claim();
      if (work) await this.scene.settle(work, failedWith("rejected", this.mark("rejected")));
    },
    "an operator soft-deletes and restores them": async () => {
      const asked = { id: this.userId, reason: this.mark("deleted because"), requestId };
      await this.scene.mutate(api.commands.softDelete, asked, admin);
      await this.scene.mutate(api.commands.restore, { ...asked, reason: this.mark("back because") }, admin);
    },
    "an operator keeps a view that searches for them": async () => {
      const view = {
        name: `${this.wholeName} ${++this.views}`,
        shared: true,
        search: `q=${encodeURIComponent(this.email)}&state=linked`,
      };
      await this.scene.mutate(api.savedViews.save, { ...view, requestId }, admin);
    },
    "an operator starts a run over who is called as they are": async () => {
      const selection = { by: "filter" as const, filter: { query: this.email }, except: [] };
      const words = { name: `For ${this.wholeName}`, reason: `Asked by ${this.email}` };
      await startRun(this.scene.desk, { selection, ...words });
      await this.scene.store.runScheduled();
      for (const work of await this.scene.claim())
        await this.scene.settle(work, failedWith("rejected", `${this.wholeName} ${this.mark("unwanted")}`));
      await this.scene.store.runScheduled();
    },
    "an operator exports who is found by their address": () =>
      this.scene.mutate(
        api.exports.beginUsers,
        { selection: { by: "filter", filter: { query: this.email }, except: [] }, requestId },
        admin,
      ),
    "a sweep finds something about them": () =>
      this.scene.store.run(async ({ db }) => {
        const link = await db
          .query("links")
          .withIndex("by_user", (q) => q.eq("user", this.userId as Id<"users">))
          .first();
        const sweep = await db.insert("sweeps", {
          ...{ kind: "full", state: "done", phase: "reading", startedBy: "Ada", startedAt: 1, newest: 1 },
          ...{ listeningSince: 1, offset: 0, comparedTo: "", changed: 0, unreadable: 0, failures: 0 },
          findings: noFindings(),
          decision: { what: "apply", by: "Ada", at: 1, reason: `That is ${this.email}` },
        });
        const found = { sweep, kind: "missed" as const, name: this.wholeName, foundAt: 1 };
        await db.insert("sweepFindings", { ...found, ...(link ? { link: link._id } : {}) });
        await db.insert("sweepFindings", { ...found, contactId: this.contactId });
      }),
    "a pair is rejected": () =>
      this.scene.store.run(({ db }) =>
        db.insert("matchDecisions", {
          ...{ user: this.userId as Id<"users">, contactId: "obj_other", verdict: "rejected" },
          ...{ decidedBy: "Ada", decidedAt: 1, reason: this.mark("not them since") },
        }),
      ),
    "they book as a member and, with the same address, as a guest": () =>
      this.scene.store.run(async ({ db }) => {
        const agreed = { total: 9_500, currency: "EUR" };
        const wanted = { eventId: "event_1", eventName: "Wundtag", productId: "p", addonIds: [], agreed };
        const tried = { language: "de" as const, attempt: 0, isHeld: false, askedAt: 1 };
        const of = (name: string) => ({ ...wanted, ...tried, keyHash: `${name} of ${this.suffix}` });
        const booked = {
          step: { kind: "booked" as const, ticketNumber: this.mark("ticket") },
          endedAt: 9e15,
        };
        await db.insert("checkouts", { ...of("own"), ...booked, user: this.userId as Id<"users"> });
        await db.insert("checkouts", { ...of("guest"), ...booked, contactId: this.contactId });
        await db.insert("checkouts", {
          ...{ ...of("waiting"), step: { kind: "asked" as const }, wakeAt: 9e15 },
          ...{ customer: { email: this.email, lastName: this.wholeName }, emailKey: this.email },
        });
      }),
    "mail waits for them": () =>
      this.scene.store.run(async ({ db }) => {
        const link = {
          emailKey: this.email,
          tokenHash: this.mark("mailed"),
          sealedToken: this.mark("sealed"),
        };
        const mail = {
          kind: "reset_password",
          language: "de",
          attempt: 0,
          wakeAt: 9e15,
          createdAt: 1,
        } as never;
        await db.insert("mails", { ...(mail as object), link } as never);
        await db.insert("passwordResets", {
          ...{ user: this.userId as Id<"users">, emailKey: this.email },
          ...{ tokenHash: this.mark("reset"), expiresAt: 9e15 },
        });
      }),
  };

  /** Arrived, stored and judged. */
  private async deliver(type: string, data: object, failure?: { field: string; message: string }) {
    const { clock } = this.scene;
    clock.now += 1_000;
    const known = ["frontendUserId", "contactId", "email", "phone", "firstName", "lastName"];
    const understood = Object.fromEntries(Object.entries(data).filter(([field]) => known.includes(field)));
    const event = {
      ...{ eventId: `evt_${this.suffix}_${++this.events}`, type, eventAt: clock.now },
      ...{ payload: JSON.stringify({ type, data }), data: understood, ...(failure ? { failure } : {}) },
    };
    const arrival = { receivedAt: clock.now, durationMs: 3, bytes: 200, headers: [] };
    await this.scene.mutate(api.webhooks.receive, { event, arrival });
  }

  private refuse(body: string) {
    const arrival = { receivedAt: this.scene.clock.now, durationMs: 1, bytes: body.length, headers: [] };
    return this.scene.mutate(api.webhooks.reject, { arrival, source: "192.0.2.1", cause: "timestamp", body });
  }
}

/** The backend's own words about somebody. */
const failedWith = (code: SyncErrorCode, message: string): Settlement => ({ ok: false, code, message });

/** A number in Berlin of its own. */
const digitsOf = (suffix: string) =>
  `90${[...suffix].map((letter) => String(letter.charCodeAt(0) % 10)).join("")}`.slice(0, 8);
