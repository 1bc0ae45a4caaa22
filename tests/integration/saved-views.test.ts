import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { type TestTandem, startTestTandem } from "../support/tandem";

/** Views as operators of every role keep and share them: through the functions, with each one's own identity. */
let tandem: TestTandem;
beforeAll(async () => {
  tandem = await startTestTandem();
});
afterAll(() => tandem.close());

type Role = "viewer" | "support" | "admin" | "auditor";
const as = (name: string, role: Role) =>
  tandem.convex.as({ kind: "operator", id: name.toLowerCase(), name, role });
const failed = { name: "Failed", shared: false, search: "state=failed", requestId: "r1" };
const namesOf = async (caller: ReturnType<typeof as>) =>
  (await caller.query(api.savedViews.list, {})).views.map(({ name }) => name);

describe("a view", () => {
  test("is its owner's alone until it is shared; then everybody sees whose it is", async () => {
    const [sam, vera] = [as("Sam", "support"), as("Vera", "viewer")];
    const view = await sam.mutation(api.savedViews.save, failed);
    expect(await namesOf(sam)).toEqual(["Failed"]);
    expect(await namesOf(vera)).toEqual([]);
    await sam.mutation(api.savedViews.save, { ...failed, viewId: view.viewId, shared: true });
    const { views } = await vera.query(api.savedViews.list, {});
    expect(views).toEqual([{ ...view, shared: true, owner: "Sam", mine: false }]);
  });

  test("that is somebody else's can be changed by an admin only, and only if it is shared", async () => {
    const [sam, tim, ada] = [as("Sam", "support"), as("Tim", "support"), as("Ada", "admin")];
    const shared = await sam.mutation(api.savedViews.save, { ...failed, name: "Team", shared: true });
    const own = await sam.mutation(api.savedViews.save, { ...failed, name: "Mine" });
    const renamed = { ...failed, viewId: shared.viewId, name: "Team 2", shared: true };
    await expect(tim.mutation(api.savedViews.save, renamed)).rejects.toThrow(/Only Sam or an admin/u);
    await ada.mutation(api.savedViews.save, renamed);
    expect(await namesOf(tim)).toContain("Team 2");
    const other = { viewId: own.viewId, requestId: "r2" };
    await expect(ada.mutation(api.savedViews.remove, other)).rejects.toThrow(/does not exist/u);
    await ada.mutation(api.savedViews.remove, { ...other, viewId: shared.viewId });
    expect(await namesOf(tim)).not.toContain("Team 2");
  });

  test("that is shared is kept back by its owner alone: an admin who tidies up takes it from nobody", async () => {
    const [olga, ada] = [as("Olga", "support"), as("Ada", "admin")];
    const shared = await olga.mutation(api.savedViews.save, { ...failed, name: "Olga's", shared: true });
    const unshared = { ...failed, name: "Olga's", viewId: shared.viewId };
    await expect(ada.mutation(api.savedViews.save, unshared)).rejects.toThrow(/Only Olga may/u);
    expect(await namesOf(ada)).toContain("Olga's");
    await olga.mutation(api.savedViews.save, unshared);
    expect(await namesOf(ada)).not.toContain("Olga's");
  });

  test("takes none of the room for private ones while it is shared", async () => {
    const rita = as("Rita", "support");
    await rita.mutation(api.savedViews.save, { ...failed, name: "Rita's team", shared: true });
    for (let n = 1; n <= 50; n++) await rita.mutation(api.savedViews.save, { ...failed, name: `View ${n}` });
    const oneMore = rita.mutation(api.savedViews.save, { ...failed, name: "View 51" });
    await expect(oneMore).rejects.toThrow(/too many views/u);
  });

  test("is shared by support and admins; a viewer and an auditor keep their own", async () => {
    for (const role of ["viewer", "auditor"] as const) {
      const caller = as(`A ${role}`, role);
      const share = caller.mutation(api.savedViews.save, { ...failed, name: `${role}s`, shared: true });
      await expect(share).rejects.toThrow(/may not share/u);
      await caller.mutation(api.savedViews.save, failed);
      expect(await namesOf(caller)).toContain("Failed");
    }
  });

  test("has a name of its own among its owner's", async () => {
    const nora = as("Nora", "support");
    const view = await nora.mutation(api.savedViews.save, failed);
    await expect(nora.mutation(api.savedViews.save, failed)).rejects.toThrow(/of this name/u);
    await nora.mutation(api.savedViews.save, { ...failed, viewId: view.viewId, search: "state=drifted" });
    const { views } = await nora.query(api.savedViews.list, {});
    expect(views.find(({ viewId }) => viewId === view.viewId)).toMatchObject({ search: "state=drifted" });
  });
});

test("each operator finds the columns as they left them, on whatever machine", async () => {
  const [otto, emma] = [as("Otto", "viewer"), as("Emma", "viewer")];
  await otto.mutation(api.savedViews.keepColumns, { columns: "name.state" });
  await otto.mutation(api.savedViews.keepColumns, { columns: "state.name-300" });
  expect(await otto.query(api.savedViews.list, {})).toMatchObject({ columns: "state.name-300" });
  expect(await emma.query(api.savedViews.list, {})).toMatchObject({ columns: null });
  await otto.mutation(api.savedViews.keepColumns, { columns: null });
  expect(await otto.query(api.savedViews.list, {})).toMatchObject({ columns: null });
});

test("over HTTP a view without a name is refused, and a stranger sees none", async () => {
  const admin = await tandem.admin();
  const nameless = { name: "  ", shared: false, search: "" };
  await expect(admin.trpc.savedViews.save.mutate(nameless)).rejects.toThrow(/Give the view a name/u);
  await expect(tandem.visitor().trpc.savedViews.list.query()).rejects.toThrow(/Sign in/u);
});
