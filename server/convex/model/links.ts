import type { LinkState } from "../../../shared/link-state";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { contactByCrmId } from "./contacts";
import { addToCounters } from "./counters";
import { rememberRow } from "./formerRows";
import { judgeFreedSoon } from "./freedEmails";
import { jobThatSpeaksFor } from "./jobOfUser";
import { countersOf, errorMarkOf, type Marked } from "./linkCounters";
import { noteLeftOver } from "./leftOvers";
import { jobColumns, linkRow, type Link, type LinkRow } from "./linkRow";
import { crowd, crowdPage, type Crowd } from "./crowds";
import { isReviewed, matchContact, matchUser, usersNaming, type PersonMatch } from "./match";
import { bookSyncFacts } from "./syncBuckets";
import { isNamingUntouched, newTouched, type MovedJob, type Touched } from "./touched";
import { userByRef } from "./users";

/**
 * The only writer of `links`. A change of one person can move other people's rows (a second user with the same
 * e-mail, a contact claimed twice), so its whole neighbourhood is refreshed. The neighbourhood is found by index and
 * worked off person by person; what exceeds the budget of one transaction goes on in scheduled ones.
 */
export type Person = { side: "users"; id: Id<"users"> } | { side: "contacts"; id: Id<"contacts"> };

/** People looked at in one transaction. One costs up to two dozen index ranges of the 4,096 that Convex allows. */
const PEOPLE_PER_TRANSACTION = 150;
/** A crowd up to this size is refreshed with the change itself, a larger one page by page afterwards. */
const CROWD_PAGE = 50;

/** A row that came into another state, or into being (`from` null). */
export type LinkMove = { link: Id<"links">; from: LinkState | null; row: LinkRow };

/**
 * Brings every link up to date that depends on what a mutation has touched. Call it once, at the mutation's end.
 * Answers the moves it made; those of people left to a later transaction are told to the `sweep`, if one asks.
 */
export async function refreshLinks(
  ctx: MutationCtx,
  touched: Touched,
  sweep?: Id<"sweeps">,
): Promise<LinkMove[]> {
  const work = new LinkWork(ctx, sweep, touched);
  for (const contact of touched.goneContacts) await work.goneContact(contact);
  for (const id of touched.contacts) await work.changedContact(id);
  for (const crmId of touched.contactIds) await work.namedOrNot(crmId);
  for (const email of touched.reviewedEmails) await work.sharing(email);
  for (const ref of touched.newUserIds) await work.crowd({ by: "claiming", userId: ref });
  for (const ref of touched.userIds) work.add("users", (await userByRef(ctx, ref))?._id);
  for (const id of touched.users) work.add("users", id);
  for (const [id, moved] of touched.jobs) if (!touched.users.has(id)) await work.movedJob(id, moved);
  await work.finish();
  await bookSyncFacts(ctx, touched.syncFacts);
  await judgeFreedSoon(ctx, touched.freedEmails);
  return work.moves;
}

/** Refreshes people left over from an earlier transaction, of a sweep's perhaps. Answers the moves it made. */
export async function refreshPeople(
  ctx: MutationCtx,
  people: Person[],
  sweep?: Id<"sweeps">,
): Promise<LinkMove[]> {
  const work = new LinkWork(ctx, sweep);
  for (const { side, id } of people) work.add(side, id);
  await work.finish();
  return work.moves;
}

/** Refreshes one page of a crowd and schedules the next. Answers the moves it made. */
export async function refreshCrowd(
  ctx: MutationCtx,
  which: Crowd,
  cursor: string | null,
  sweep?: Id<"sweeps">,
): Promise<LinkMove[]> {
  const { people, continueCursor, isDone } = await crowdPage(ctx, which, cursor, CROWD_PAGE);
  if (!isDone) {
    const next = { crowd: which, cursor: continueCursor, sweep };
    await ctx.scheduler.runAfter(0, internal.links.continueCrowd, next);
  }
  return refreshPeople(ctx, people, sweep);
}

/** The row of this user, or `null` while it has none. */
export function linkOfUser(ctx: QueryCtx, user: Id<"users">): Promise<Link | null> {
  return ctx.db
    .query("links")
    .withIndex("by_user", (q) => q.eq("user", user))
    .unique();
}

/**
 * The same, read once in a transaction: until its end, when `refreshLinks` writes them, rows stay as they are. `known` is
 * which it was when it was last looked up.
 */
export async function rowOfUser(
  ctx: QueryCtx,
  { rows }: Touched,
  user: Id<"users">,
  known?: Id<"links">,
): Promise<Link | null> {
  const read = rows.get(user) ?? (known && (await ctx.db.get("links", known)));
  const row = read?.user === user ? read : await linkOfUser(ctx, user);
  if (row) rows.set(user, row);
  return row;
}

/** The row a contact has of its own, while it belongs to no user. */
export function linkOfLoneContact(ctx: QueryCtx, contact: Id<"contacts">): Promise<Link | null> {
  return ctx.db
    .query("links")
    .withIndex("by_contact", (q) => q.eq("contact", contact).eq("user", undefined))
    .unique();
}

class LinkWork {
  readonly moves: LinkMove[] = [];
  /** Contacts first: what they find out about left-overs decides about users. */
  private readonly waiting = { contacts: new Set<Id<"contacts">>(), users: new Set<Id<"users">>() };
  private readonly counted: Map<string, number>;
  /** Who is known to be whose, so that it need not be found again. */
  private readonly pairs: Touched["pairs"];

  constructor(
    private readonly ctx: MutationCtx,
    /** Whoever is left to a later transaction is this sweep's finding too. */
    private readonly sweep: Id<"sweeps"> | undefined,
    private readonly touched = newTouched(),
  ) {
    this.counted = new Map(touched.counted);
    this.pairs = isNamingUntouched(touched) ? touched.pairs : new Map();
  }

  add(side: "users" | "contacts", id: Id<"users"> | Id<"contacts"> | undefined): void {
    if (id) (this.waiting[side] as Set<typeof id>).add(id);
  }

  /** A contact has changed: its own row, and the rows of everybody it is shown to. */
  async changedContact(id: Id<"contacts">): Promise<void> {
    this.add("contacts", id);
    const contact = await this.ctx.db.get("contacts", id);
    if (!contact) return;
    await this.crowd({ by: "naming", crmId: contact.crmId });
    if (contact.convexUserId) this.add("users", (await userByRef(this.ctx, contact.convexUserId))?._id);
  }

  /** A contact has left the mirror: its own row, everybody it was shown to, and those whose e-mail is now less shared. */
  async goneContact({ _id, crmId, convexUserId, matchEmail }: Doc<"contacts">): Promise<void> {
    const own = await linkOfLoneContact(this.ctx, _id);
    if (own) await rememberRow(this.ctx, own);
    await this.write(own, null);
    await this.crowd({ by: "naming", crmId });
    if (convexUserId) this.add("users", (await userByRef(this.ctx, convexUserId))?._id);
    if (!matchEmail) return;
    const sharing = { by: "sharing", side: "contacts", email: matchEmail } as const;
    const isStillShared = (await crowd(this.ctx, sharing, 2)).length > 1;
    if (isStillShared && !(await isReviewed(this.ctx, matchEmail))) return;
    await this.sharing(matchEmail);
  }

  /** A user has begun or ceased to name this contact. From the third namer on, nobody else's row changes. */
  async namedOrNot(crmId: string): Promise<void> {
    const contact = await contactByCrmId(this.ctx, crmId);
    if (!contact) return;
    this.add("contacts", contact._id);
    const naming = await usersNaming(this.ctx, crmId, 3);
    if (naming.length > 2) return;
    for (const user of naming) this.add("users", user._id);
    if (contact.convexUserId) this.add("users", (await userByRef(this.ctx, contact.convexUserId))?._id);
  }

  /**
   * A user's job has moved and nothing else: who belongs to whom is as it was, so the row keeps what it knows of that.
   * The morning after an outage this happens to everybody, several times.
   */
  async movedJob(id: Id<"users">, { lastSyncAt, open, ended }: MovedJob): Promise<void> {
    this.pairs.delete(id);
    const link = await this.rowToWrite(id);
    if (!link?.join) return this.add("users", id);
    const job = open ?? (await jobThatSpeaksFor(this.ctx, id, ended));
    const synced = lastSyncAt === undefined ? {} : { lastSyncAt };
    await this.change(link, { ...jobColumns(link.join, job), ...synced });
  }

  /** Everybody left over with this e-mail. */
  async sharing(email: string): Promise<void> {
    await this.crowd({ by: "sharing", side: "contacts", email });
    await this.crowd({ by: "sharing", side: "users", email });
  }

  async crowd(which: Crowd): Promise<void> {
    const people = await crowd(this.ctx, which, CROWD_PAGE + 1);
    if (people.length <= CROWD_PAGE) for (const { side, id } of people) this.add(side, id);
    else {
      const first = { crowd: which, cursor: null, sweep: this.sweep };
      await this.ctx.scheduler.runAfter(0, internal.links.continueCrowd, first);
    }
  }

  /** Works off who is waiting within the budget, books the counters, and schedules the rest. */
  async finish(): Promise<void> {
    for (let seen = 0; seen < PEOPLE_PER_TRANSACTION; seen++) {
      const [contact] = this.waiting.contacts;
      const [user] = this.waiting.users;
      if (contact) {
        this.waiting.contacts.delete(contact);
        await this.refreshContact(contact);
      } else if (user) {
        this.waiting.users.delete(user);
        await this.refreshUser(user);
      } else break;
    }
    await addToCounters(this.ctx, this.counted);
    const people: Person[] = [
      ...[...this.waiting.contacts].map((id) => ({ side: "contacts" as const, id })),
      ...[...this.waiting.users].map((id) => ({ side: "users" as const, id })),
    ];
    for (let next = 0; next < people.length; next += PEOPLE_PER_TRANSACTION) {
      const some = { people: people.slice(next, next + PEOPLE_PER_TRANSACTION), sweep: this.sweep };
      await this.ctx.scheduler.runAfter(0, internal.links.continuePeople, some);
    }
  }

  private async refreshUser(id: Id<"users">): Promise<void> {
    const user = await this.ctx.db.get("users", id);
    const link = await this.rowToWrite(id);
    if (!user) return this.write(link, null);
    const pair = this.pairs.get(id);
    this.pairs.delete(id);
    const found = (pair && (await this.stillPaired(pair))) ?? (await matchUser(this.ctx, user));
    await this.leftOver("users", user, found);
    if (pair && link && saysNothingOfJobs(link) && !this.touched.jobs.has(id)) {
      const row = linkRow(user, found.other, found.match, null);
      return this.write(link, { ...row, attempts: link.attempts });
    }
    const job = await jobThatSpeaksFor(this.ctx, id);
    await this.write(link, linkRow(user, found.other, found.match, job));
  }

  /** Whoever comes to this user again has to read the row anew. */
  private async rowToWrite(id: Id<"users">): Promise<Link | null> {
    const row = await rowOfUser(this.ctx, this.touched, id);
    this.touched.rows.delete(id);
    return row;
  }

  private async stillPaired(contact: Id<"contacts">): Promise<PersonMatch<Doc<"contacts">> | null> {
    const other = await this.ctx.db.get("contacts", contact);
    return other && { match: { by: "reference", pair: true, namedBy: 1 }, other, leftOver: false };
  }

  private async refreshContact(id: Id<"contacts">): Promise<void> {
    const contact = await this.ctx.db.get("contacts", id);
    if (!contact) return;
    const found = await matchContact(this.ctx, contact);
    await this.leftOver("contacts", contact, found);
    this.add("users", found.other?._id);
    const row = found.other ? null : linkRow(null, contact, found.match, null);
    const own = await linkOfLoneContact(this.ctx, id);
    if (own && !row) await rememberRow(this.ctx, own);
    await this.write(own, row);
  }

  /** Notes whether a person is left-over, for whom that makes a difference. */
  private async leftOver(
    side: "users" | "contacts",
    person: Doc<"users"> | Doc<"contacts">,
    { leftOver }: PersonMatch<unknown>,
  ): Promise<void> {
    for (const email of await noteLeftOver(this.ctx, person, leftOver)) await this.sharing(email);
    // Whom a person is matched with does not hang on whether they are a left-over themselves.
    this.waiting[side].delete(person._id as never);
  }

  private async write(existing: Link | null, row: LinkRow | null): Promise<void> {
    if (!row) {
      if (!existing) return;
      await this.ctx.db.delete("links", existing._id);
      return this.count(existing, -1);
    }
    if (!existing) {
      const now = Date.now();
      const marked = { ...row, ...errorMarkOf(row) };
      const link = await this.ctx.db.insert("links", { ...marked, stateSince: now, updatedAt: now });
      this.moves.push({ link, from: null, row });
      return this.count(marked, 1);
    }
    await this.change(existing, row);
    if (existing.state !== row.state) this.moves.push({ link: existing._id, from: existing.state, row });
  }

  private async change(
    existing: Link,
    row: Partial<LinkRow> & Pick<LinkRow, "state" | "errorCode">,
  ): Promise<void> {
    const changed = Object.entries(row).filter(
      ([field, value]) => !same(existing[field as keyof Link], value),
    );
    if (changed.length === 0) return;
    const now = Date.now();
    const moved = existing.state === row.state ? {} : { stateSince: now };
    const mark = errorMarkOf(row);
    const changes = { ...Object.fromEntries(changed), ...moved, ...mark, updatedAt: now };
    await this.ctx.db.patch("links", existing._id, changes);
    this.count(existing, -1);
    this.count({ ...row, ...mark }, 1);
  }

  private count(row: Marked, delta: number): void {
    for (const name of countersOf(row)) this.counted.set(name, (this.counted.get(name) ?? 0) + delta);
  }
}

/** No job is open and none has failed, and that is so until one moves: nobody need look for the job that is spoken of. */
const saysNothingOfJobs = ({ jobState, errorCode, state, join }: Link): boolean =>
  jobState === undefined && errorCode === undefined && state === join?.state;

const same = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);
