import type { openEmbeddedStore } from "../../server/config";
import type { ConvexCaller } from "../../server/convex-client";
import { api } from "../../server/convex/_generated/api";

type Store = Awaited<ReturnType<typeof openEmbeddedStore>>;

/** What is wrong in the store after a run over `count` people that should have gone well; nothing, if nothing is. */
export async function wrongInBooks(store: Store, convex: ConvexCaller, count: number): Promise<string[]> {
  const { jobs, attempts, items, links } = await store.run(async ({ db }) => ({
    jobs: await db.query("syncJobs").collect(),
    attempts: await db.query("syncAttempts").collect(),
    items: await db.query("runItems").collect(),
    links: await db.query("links").collect(),
  }));
  const { states } = await convex.query(api.links.facets, {});
  const { disagreements } = await store.verify();
  const succeeded = attempts.filter(({ outcome }) => outcome === "succeeded");
  const found = {
    "jobs that succeeded": jobs.filter(({ state }) => state === "succeeded").length,
    "attempts that succeeded": succeeded.length,
    "jobs with such an attempt": new Set(succeeded.map(({ job }) => job)).size,
    "items of the run that are done": items.filter(({ outcome }) => outcome === "done").length,
    "people who are linked": links.filter(({ state }) => state === "linked").length,
    "people counted as linked": states.linked,
  };
  const wrong = Object.entries(found).filter(([, number]) => number !== count);
  return [...wrong.map(([what, number]) => `${what}: ${number}`), ...disagreements.map(String)];
}

/** Attempts that a worker began and did not end, because it was killed. */
export async function lostAttempts(store: Store): Promise<number> {
  const attempts = await store.run(({ db }) => db.query("syncAttempts").collect());
  return attempts.filter(({ outcome }) => outcome === "failed").length;
}
