import schema from "../../server/convex/schema";
import type { TestStore } from "./store";

type Table = keyof typeof schema.tables;

/**
 * Every document of the store as text, by its table: all tables of the schema, so that one that is added is looked at
 * too, and what is scheduled.
 */
export async function everyDocument(store: TestStore): Promise<Map<string, string[]>> {
  const texts = new Map<string, string[]>();
  await store.run(async ({ db }) => {
    for (const table of Object.keys(schema.tables) as Table[])
      texts.set(
        table,
        (await db.query(table).collect()).map((row) => JSON.stringify(row)),
      );
    const scheduled = await db.system.query("_scheduled_functions").collect();
    texts.set(
      "_scheduled_functions",
      scheduled.map((row) => JSON.stringify(row)),
    );
  });
  return texts;
}

/** Where one of the markers is still found: `table: marker`. */
export async function foundIn(store: TestStore, markers: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const [table, texts] of await everyDocument(store))
    for (const marker of markers)
      if (texts.some((text) => text.toLowerCase().includes(marker.toLowerCase())))
        found.push(`${table}: ${marker}`);
  return found;
}
