/**
 * Reads the whole store as of one moment while others go on: from a snapshot beside the writer. A store in memory has no
 * beside, so there the others wait.
 */
import type { Catalog, Table } from "./catalog";
import { Snapshot, type Sql } from "./driver";
import type { Engine } from "./engine";

export interface View {
  db: Sql;
  catalog: Catalog;
}

export async function withView<T>(
  { env, transactions }: Engine,
  body: (view: View) => Promise<T>,
): Promise<T> {
  if (env.db.path === ":memory:") {
    return transactions.alone(() => {
      env.texts.write(env.db);
      return body(env);
    });
  }
  const view = await transactions.alone(async () => {
    env.texts.write(env.db);
    return { db: new Snapshot(env.db), catalog: env.catalog };
  });
  try {
    return await body(view);
  } finally {
    view.db.close();
  }
}

export interface DocumentRow {
  pk: number;
  id: string;
  size: number;
  doc: string;
}

const BATCH = 200;

/** All documents of a table in their order, some at a time. */
export function* batchesOf(db: Sql, table: Table): Generator<DocumentRow[]> {
  let last = -1;
  for (;;) {
    const rows = db
      .sql(`SELECT pk, id, size, doc FROM ${table.sql} WHERE pk > ? ORDER BY pk LIMIT ${BATCH}`)
      .all(last) as unknown as DocumentRow[];
    if (rows.length > 0) yield rows;
    if (rows.length < BATCH) return;
    last = rows.at(-1)!.pk;
  }
}
