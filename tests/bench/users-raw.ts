/**
 * The yardstick of `users.list`: the same people in one SQLite table with FTS5 behind Fastify, which asks who may know
 * nothing, checks nothing and joins nothing. What it takes tells how fast the machine is at this hour.
 */
import { join } from "node:path";
import fastify from "fastify";
import type { z } from "zod";
import type { UserLink, UsersListInput } from "../../shared/users-api";
import { Database, type SqlValue } from "../../server/reference-backend/store/database";
import type { TestTandem } from "../support/tandem";

const PAGE = 200;
type Asked = Partial<z.infer<typeof UsersListInput>>;

/** Serves `/trpc/users.list` for whom `tandem` has. */
export async function serveRaw(folder: string, tandem: TestTandem) {
  const db = new Database(join(folder, "raw.sqlite"));
  db.run("create virtual table found using fts5(words, detail=none, content='', prefix='2 3')");
  await copyPeople(tandem, db);
  const app = fastify();
  app.get<{ Querystring: { input: string } }>("/trpc/users.list", ({ query }) => {
    const data = answer(db, JSON.parse(query.input) as Asked);
    return { result: { data } };
  });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const close = async () => {
    await app.close();
    db.close();
  };
  return { url, close };
}

async function copyPeople(tandem: TestTandem, db: Database): Promise<void> {
  const { trpc } = await tandem.admin();
  let cursor: string | null = null;
  let columns = "";
  do {
    const { rows, nextCursor } = await trpc.users.list.query({
      sort: { key: "created", direction: "asc" },
      limit: PAGE,
      cursor,
    });
    columns ||= createTable(db, rows[0]);
    db.transaction(() => rows.forEach((row) => insert(db, columns, row)));
    cursor = nextCursor;
  } while (cursor !== null);
}

function createTable(db: Database, row: UserLink | undefined): string {
  const columns = Object.keys(row ?? {}).join(", ");
  db.run(`create table users (id integer primary key, ${columns})`);
  for (const key of ["createdAt", "name"]) db.run(`create index users_${key} on users (${key})`);
  return columns;
}

function insert(db: Database, columns: string, row: UserLink): void {
  const values: SqlValue[] = Object.values(row);
  db.run(`insert into users (${columns}) values (${values.map(() => "?").join(", ")})`, ...values);
  db.run(
    "insert into found (rowid, words) values (last_insert_rowid(), ?)",
    `${row.name} ${row.email ?? ""}`,
  );
}

function answer(db: Database, { query, states = [], statuses = [], createdFrom, sort, limit = 50 }: Asked) {
  const terms: string[] = [];
  const values: SqlValue[] = [];
  const want = (term: string, ...wanted: SqlValue[]) => {
    terms.push(term);
    values.push(...wanted);
  };
  const oneOf = (list: string[]) => list.map(() => "?").join(", ");
  if (query) want("found match ?", `"${query}" *`);
  if (states.length > 0) want(`state in (${oneOf(states)})`, ...states);
  if (statuses.length > 0) want(`userStatus in (${oneOf(statuses)})`, ...statuses);
  if (createdFrom !== undefined) want("createdAt >= ?", createdFrom);
  const where = terms.length > 0 ? `where ${terms.join(" and ")}` : "";
  const both = "found join users on users.id = found.rowid";
  const order = sort
    ? `${sort.key === "created" ? "createdAt" : "name"} ${sort.direction}`
    : "found.rowid desc";
  const needed = terms.length > 1 ? both : "found";
  const counted = query ? needed : "users";
  const rows = db.all<UserLink>(
    `select users.* from ${query ? both : "users"} ${where} order by ${order} limit ${limit}`,
    ...values,
  );
  const count = db.get<{ count: number }>(
    `select count(*) as count from ${counted} ${where}`,
    ...values,
  )?.count;
  return { rows, total: { count: count ?? 0, exact: true } };
}
