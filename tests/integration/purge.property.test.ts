import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { foundIn } from "../support/every-document";
import { storedJoin } from "../support/stored-join";
import { MarkedPerson } from "./marked-person";
import { Scene } from "./interleavings-harness";

/** Whatever has happened to somebody, in whatever order: after the purge nothing personal is left in any table. */
const DAY = 24 * 3_600_000;
const suffixes = fc.stringMatching(/^[a-z]{6}$/u);
const routes = Object.keys(new MarkedPerson(null as never, "").routes);

async function purge(scene: Scene, person: MarkedPerson) {
  await scene.softDelete(person.userId);
  scene.clock.now += 30 * DAY;
  await scene.mutate(api.purge.look, {});
  await scene.store.runScheduled();
}

async function live(scene: Scene, suffix: string, happening: readonly string[]) {
  const person = new MarkedPerson(scene, suffix);
  await person.register();
  for (const route of happening) await person.routes[route]?.();
  return person;
}

test.each(routes)("of somebody purged nothing is found, though %s", async (route) => {
  const scene = await Scene.open();
  const person = await live(scene, "qwxyzk", [route]);
  expect((await foundIn(scene.store, person.marks)).length).toBeGreaterThan(10);
  await purge(scene, person);
  expect(await foundIn(scene.store, person.marks)).toEqual([]);
  await scene.store.close();
});

test("nor after any sequence of all that, while others keep everything", async () => {
  await fc.assert(
    fc.asyncProperty(
      suffixes,
      fc.array(fc.constantFrom(...routes), { maxLength: 12 }),
      async (suffix, all) => {
        const scene = await Scene.open();
        try {
          const other = await live(scene, "stayer", routes.slice(0, 3));
          const before = await foundIn(scene.store, other.marks);
          const person = await live(scene, suffix, all);
          await purge(scene, person);
          expect(await foundIn(scene.store, person.marks)).toEqual([]);
          // A sweep about the one may tell of the other, too: more than before is nothing lost.
          const kept = await foundIn(scene.store, other.marks);
          expect(lasting(before).filter((where) => !kept.includes(where))).toEqual([]);
          const { rows, wanted, counted, counts } = await scene.store.run(storedJoin);
          expect([rows, counted]).toEqual([wanted, counts]);
          expect((await scene.store.verify()).disagreements).toEqual([]);
        } finally {
          await scene.store.close();
        }
      },
    ),
    { numRuns: 4 },
  );
});

/** Without the counts of wrong passwords, whose time is over by then, whoever gave them. */
const lasting = (found: string[]) => found.filter((where) => !where.startsWith("operatorGuesses"));

test("nor in any file once the server has ended", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tandem-purge-"));
  const scene = await Scene.open(join(folder, "convex.sqlite"));
  const person = await live(scene, "qwxyzk", routes);
  await scene.query(api.links.page, { query: "lastqwxyzk", cursor: null, limit: 5 });
  await purge(scene, person);
  await scene.store.close();
  const files = readdirSync(folder).map((name) =>
    readFileSync(join(folder, name)).toString("latin1").toLowerCase(),
  );
  const left = person.marks.filter((mark) => files.some((text) => text.includes(mark.toLowerCase())));
  expect(left).toEqual([]);
  rmSync(folder, { recursive: true });
});
