/**
 * One store of a given size in a process of its own: what reads and inserts cost, as multiples of the statements they
 * come down to, run by the same driver on the same file in the same run.
 */
import { ConvexHttpClient } from "convex/browser";
import { anyApi } from "convex/server";
import { openEmbedded } from "../../server/embedded";
import { Sql } from "../../server/embedded/driver";
import { encodeKey } from "../../server/embedded/keys";
import { MOST } from "../../server/embedded/statements";
import { fusedPrefix } from "../../server/embedded/terms";
import { emailOf, modules, schema, STATES, userOf } from "./store-deployment";

export type Figure = { what: string; engine: number; raw: number };

const RUNS = 5;
const CALLS = 300;
const INSERTS_PER_BATCH = 1_000;

export const open = (path: string) => openEmbedded({ path, schema, modules });
export type Store = Awaited<ReturnType<typeof open>>;

export async function fill(store: Store, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += INSERTS_PER_BATCH) {
    const batch = await store.run(({ db }) =>
      Promise.all(
        Array.from({ length: Math.min(INSERTS_PER_BATCH, count - n) }, (_, i) =>
          db.insert("users", userOf(n + i)),
        ),
      ),
    );
    ids.push(...batch);
  }
  return ids;
}

export function clientOf(store: Pick<Store, "fetch">): ConvexHttpClient {
  return new ConvexHttpClient("http://embedded.invalid", {
    fetch: store.fetch,
    skipConvexDeploymentUrlCheck: true,
    logger: false,
  });
}

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;

/** The median of five runs' medians, in µs; a run before them warms up the compiler and the caches. */
async function measure(call: (n: number) => unknown, calls = CALLS): Promise<number> {
  const runs: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const times: number[] = [];
    for (let n = 0; n < calls; n++) {
      const start = performance.now();
      await call(run * calls + n);
      times.push(performance.now() - start);
    }
    if (run > 0) runs.push(median(times) * 1_000);
  }
  return median(runs);
}

async function compare(
  what: string,
  engine: (n: number) => unknown,
  raw: (n: number) => unknown,
  calls = CALLS,
): Promise<Figure> {
  return { what, engine: await measure(engine, calls), raw: await measure(raw, calls) };
}

export async function measureStore(path: string, count: number): Promise<Figure[]> {
  const store = await open(path);
  const ids = await fill(store, count);
  const client = clientOf(store);
  const raw = new Sql(path, "cache_size = -65536");
  const { users } = anyApi;
  const place = (n: number) => (n * 7919) % count;
  const figures = [
    await compare(
      "get by ID",
      (n) => client.query(users!.get!, { id: ids[place(n)]! }),
      (n) => raw.sql("SELECT pk, size, doc FROM d_10001 WHERE id = ?").get(ids[place(n)]!),
    ),
    await compare(
      "unique by index",
      (n) => client.query(users!.byEmail!, { email: emailOf(place(n)) }),
      (n) => raw.sql(RANGE(1)).all(...prefixOf(emailOf(place(n))), 2),
    ),
    await compare(
      "page of 50, first",
      () => client.query(users!.page!, { paginationOpts: { numItems: 50, cursor: null } }),
      () => raw.sql(RANGE(2)).all(new Uint8Array(0), -1, Uint8Array.of(255), -1, 50).map(parse),
      100,
    ),
  ];
  const cursors = await deepCursors(client, Math.min(200, count / 200));
  figures.push(
    await compare(
      "page of 50, deep",
      (n) => {
        const paginationOpts = { numItems: 50, cursor: cursors[n % cursors.length]! };
        return client.query(users!.page!, { paginationOpts });
      },
      (n) =>
        raw
          .sql(RANGE(2))
          .all(encodeKey([userOf(place(n)).name]), -1, Uint8Array.of(255), -1, 50)
          .map(parse),
      100,
    ),
  );
  figures.push(
    await compare(
      "page of 50, first of a range there",
      (n) => {
        const paginationOpts = { numItems: 50, cursor: null };
        return client.query(users!.pageFrom!, { name: userOf(place(n)).name, paginationOpts });
      },
      (n) =>
        raw
          .sql(RANGE(2))
          .all(encodeKey([userOf(place(n)).name]), -1, Uint8Array.of(255), -1, 50)
          .map(parse),
      100,
    ),
  );
  figures.push(
    await compare(
      "search with filter, 25 found",
      (n) => client.query(users!.search!, { text: SEARCHES[n % SEARCHES.length]!, state: "linked" }),
      (n) => searchRaw(raw, SEARCHES[n % SEARCHES.length]!),
      100,
    ),
  );
  raw.close();
  figures.push(await compareInserts(store, path, count));
  await store.close();
  return figures;
}

const RANGE = (index: number) =>
  `SELECT i.key AS key, i.pk AS pk, d.size AS size, d.doc AS doc FROM i_10001_${index} AS i ` +
  `CROSS JOIN d_10001 AS d ON d.pk = i.pk WHERE (i.key, i.pk) > (?, ?) AND (i.key, i.pk) < (?, ?) ` +
  `ORDER BY i.key, i.pk ${MOST}`;

function prefixOf(text: string): [Uint8Array, number, Uint8Array, number] {
  const key = encodeKey([text]);
  return [key, -1, Buffer.concat([key, Uint8Array.of(255)]), -1];
}

const parse = ({ doc }: Record<string, unknown>) => JSON.parse(doc as string) as unknown;

const SEARCHES = ["anna", "ömer", "wei", "müller", "weiss anna"];

function searchRaw(raw: Sql, text: string): unknown {
  const prefix = fusedPrefix(0, STATES[0]!);
  const expression = text
    .split(" ")
    .map((word) => `"${prefix}${word}"`)
    .join(" AND ");
  const found = raw
    .sql(`SELECT rowid AS pk FROM s_10001_6 WHERE s_10001_6 MATCH ? ORDER BY rowid DESC ${MOST}`)
    .all(expression, 25);
  return found.map(({ pk }) => raw.sql("SELECT size, doc FROM d_10001 WHERE pk = ?").get(pk!));
}

async function deepCursors(client: ConvexHttpClient, pages: number): Promise<string[]> {
  const cursors: string[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < pages; page++) {
    const paginationOpts = { numItems: 200, cursor };
    const answer = (await client.query(anyApi.users!.page!, { paginationOpts })) as {
      continueCursor: string;
    };
    cursor = answer.continueCursor;
    if (page > pages / 2) cursors.push(cursor);
  }
  return cursors;
}

/** The raw one writes the same rows to a copy of the file. */
async function compareInserts(store: Store, path: string, count: number): Promise<Figure> {
  await store.backup(`${path}.raw`);
  const raw = new Sql(`${path}.raw`, "journal_mode = WAL", "synchronous = FULL", "cache_size = -65536");
  const client = clientOf(store);
  const { users } = anyApi;
  let pk = Date.now() * 2_000;
  const figure = await compare(
    "insert, synchronous=FULL",
    (n) => client.mutation(users!.add!, userOf(count + n), { skipQueue: true }),
    (n) => insertRaw(raw, (pk += 1), userOf(count + n)),
    100,
  );
  raw.close();
  return figure;
}

function insertRaw(raw: Sql, pk: number, user: ReturnType<typeof userOf>): void {
  const { email, name, city, contactId, state, updatedAt } = user;
  raw.exec("BEGIN IMMEDIATE");
  raw
    .sql("INSERT INTO d_10001 (pk, id, size, doc) VALUES (?, ?, ?, ?)")
    .run(pk, `raw${pk}${"x".repeat(16)}`, 415, JSON.stringify(user));
  [[email], [name], [city, name], [contactId], [state, updatedAt]].forEach((fields, i) => {
    raw.sql(`INSERT INTO i_10001_${i + 1} (key, pk) VALUES (?, ?)`).run(encodeKey(fields), pk);
  });
  const words = name.toLowerCase().split(" ");
  const prefix = fusedPrefix(0, state);
  const text = [...words, ...words.map((word) => prefix + word)].join(" ");
  raw.sql("INSERT INTO s_10001_6 (rowid, words) VALUES (?, ?)").run(pk, text);
  raw.exec("COMMIT");
}
