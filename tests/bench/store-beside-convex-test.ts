/** The same page and lookup under convex-test, in a process of its own: the two cannot share one. */
import { anyApi } from "convex/server";
import { convexTest } from "convex-test";
import { emailOf, modules, schema, userOf } from "./store-deployment";

const PER_MUTATION = 5_000;

export async function measureConvexTest(count: number): Promise<{ page: number; lookup: number }> {
  const t = convexTest({
    schema,
    modules: { "./_generated/api.js": async () => ({}), "./users.ts": async () => modules.users },
  });
  for (let n = 0; n < count; n += PER_MUTATION) {
    await t.run(async ({ db }) => {
      for (let i = n; i < Math.min(n + PER_MUTATION, count); i++) await db.insert("users", userOf(i));
    });
  }
  const { users } = anyApi;
  const time = async (call: () => Promise<unknown>) => {
    const start = performance.now();
    await call();
    return (performance.now() - start) * 1_000;
  };
  return {
    page: await time(() => t.query(users!.page!, { paginationOpts: { numItems: 50, cursor: null } })),
    lookup: await time(() => t.query(users!.byEmail!, { email: emailOf(count >> 1) })),
  };
}
