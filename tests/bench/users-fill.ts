/**
 * The people of `generate.ts` with their rows of the join, put straight into a store on disk: an import of a million
 * takes half an hour. In a process of its own.
 */
import { loadConfig } from "../../server/config";
import type { Id } from "../../server/convex/_generated/dataModel";
import type { MutationCtx } from "../../server/convex/_generated/server";
import { addToCounters } from "../../server/convex/model/counters";
import { linkRow } from "../../server/convex/model/linkRow";
import type { Match } from "../../shared/link-state";
import { contactLine, kindOf, userLine } from "./generate";
import { print } from "./table";
import { inStore } from "./tandem";

/** People put in with one commit. */
const BATCH = 500;

type Person = { user: Id<"users"> | null; contact: Id<"contacts"> | null; match: Match };

async function fill(dataDir: string, count: number): Promise<number> {
  const config = await loadConfig({ DATA_DIR: dataDir });
  const startedAt = performance.now();
  await inStore(config, async (store) => {
    for (let first = 0; first < count; first += BATCH)
      await store.run((ctx) => putIn(ctx as unknown as MutationCtx, first, Math.min(first + BATCH, count)));
  });
  return (performance.now() - startedAt) / 1_000;
}

async function putIn(ctx: MutationCtx, first: number, end: number): Promise<void> {
  const counted = new Map<string, number>();
  for (let n = first; n < end; n++) {
    const [user, contact] = [await putUser(ctx, n), await putContact(ctx, n)];
    for (const person of peopleOf(n, user, contact)) {
      const name = `links:${await putLink(ctx, person)}`;
      counted.set(name, (counted.get(name) ?? 0) + 1);
    }
  }
  await addToCounters(ctx, counted);
}

function peopleOf(n: number, user: Id<"users">, contact: Id<"contacts">): Person[] {
  const alone = { match: { by: "alone" } } as const;
  const byReference = { by: "reference", pair: true, namedBy: 1 } as const;
  const kind = kindOf(n);
  if (kind === "one side only")
    return [
      { user, contact: null, ...alone },
      { user: null, contact, ...alone },
    ];
  return [{ user, contact, match: kind === "same e-mail" ? { by: "email" } : byReference }];
}

function putUser(ctx: MutationCtx, n: number): Promise<Id<"users">> {
  const { _id, _creationTime, isActive: _active, ...fields } = userLine(n);
  return ctx.db.insert("users", {
    ...{ ...fields, ...keysOf(fields, n), externalId: _id, createdAt: _creationTime },
    profileUpdatedAt: _creationTime,
  });
}

function putContact(ctx: MutationCtx, n: number): Promise<Id<"contacts">> {
  const { id, type: _type, name, status, subtype, customProperties, createdAt, updatedAt } = contactLine(n);
  return ctx.db.insert("contacts", {
    ...{ ...customProperties, ...keysOf(customProperties, n), crmId: id, name, status, subtype },
    ...{ createdAt, updatedAt, readAt: updatedAt },
  });
}

/** As `keysOf` makes them of these e-mails and numbers, which are written as keys already. */
function keysOf({ email, phone }: { email: string; phone: string }, n: number) {
  const isLeftOver = kindOf(n) === "same e-mail" || kindOf(n) === "one side only";
  return { emailKey: email, phoneKey: phone, ...(isLeftOver ? { matchEmail: email } : {}) };
}

async function putLink(ctx: MutationCtx, { user, contact, match }: Person): Promise<string> {
  const [ours, theirs] = [
    user && (await ctx.db.get("users", user)),
    contact && (await ctx.db.get("contacts", contact)),
  ];
  const row = linkRow(ours, theirs, match, null);
  await ctx.db.insert("links", { ...row, stateSince: row.createdAt, updatedAt: row.createdAt });
  return row.state;
}

const [, , dataDir = "", count] = process.argv;
print(JSON.stringify(await fill(dataDir, Number(count))));
