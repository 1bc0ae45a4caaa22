/** The SQL of each table and index. Written once: a text that is put together anew has to be hashed anew, too. */

export interface TableStatements {
  read: string;
  readAt: string;
  insert: string;
  update: string;
  remove: string;
  byTime: Directions;
  byId: Directions;
}

export interface IndexStatements {
  insert: string;
  move: string;
  remove: string;
  scan: Directions;
  /** The same, but only where the documents are. */
  find: Directions;
}

export interface Directions {
  asc: string;
  desc: string;
}

/**
 * As many rows as are asked for. A bare `LIMIT ?` has SQLite plan the statement anew each time it is bound, for it looks at
 * the number when it plans.
 */
export const MOST = "LIMIT ? + 0";

function inBothDirections(scan: (direction: "ASC" | "DESC") => string): Directions {
  return { asc: scan("ASC"), desc: scan("DESC") };
}

export function tableStatements(table: string): TableStatements {
  return {
    read: `SELECT pk, id, size, doc FROM ${table} WHERE id = ?`,
    readAt: `SELECT pk, id, size, doc FROM ${table} WHERE pk = ?`,
    insert: `INSERT INTO ${table} (pk, id, size, doc) VALUES (?, ?, ?, ?)`,
    update: `UPDATE ${table} SET size = ?, doc = ? WHERE pk = ?`,
    remove: `DELETE FROM ${table} WHERE pk = ?`,
    byTime: inBothDirections(
      (direction) =>
        `SELECT pk, size, doc FROM ${table} WHERE pk > ? AND pk < ? ORDER BY pk ${direction} ${MOST}`,
    ),
    byId: inBothDirections(
      (direction) =>
        `SELECT id, pk, size, doc FROM ${table} WHERE id > ? AND id < ? ORDER BY id ${direction} ${MOST}`,
    ),
  };
}

export function indexStatements(index: string, table: string): IndexStatements {
  return {
    insert: `INSERT INTO ${index} (key, pk) VALUES (?, ?)`,
    move: `UPDATE ${index} SET key = ? WHERE key = ? AND pk = ?`,
    remove: `DELETE FROM ${index} WHERE key = ? AND pk = ?`,
    scan: inBothDirections(
      (direction) =>
        `SELECT i.pk AS pk, d.size AS size, d.doc AS doc ` +
        `FROM ${index} AS i CROSS JOIN ${table} AS d ON d.pk = i.pk ` +
        `WHERE (i.key, i.pk) > (?, ?) AND (i.key, i.pk) < (?, ?) ` +
        `ORDER BY i.key ${direction}, i.pk ${direction} ${MOST}`,
    ),
    find: inBothDirections(
      (direction) =>
        `SELECT pk FROM ${index} WHERE key >= ? AND key < ? ORDER BY key ${direction}, pk ${direction} ${MOST}`,
    ),
  };
}
