import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { configFor, inStore } from "../bench/tandem";
import { startStubCrm } from "../support/stub-crm";
import { type Visitor, createVisitor } from "../support/visitor";
import { startProgram } from "./support/program";

const READY = /Tandem is at (\S+)(?:.* (http:\S+\/set-up\?token=\S+))?/u;
const login = { email: "ada@desk.example", password: "correct horse battery" };
const contactOf = (n: number) => ({
  id: `c${String(n).padStart(5, "0")}`,
  fields: { email: `p${n}@x.de`, firstName: "Petra", lastName: `Person ${n}` },
  ...{ createdAt: 1_700_000_000_000 + n, updatedAt: 1_700_000_000_000 + n },
});

async function signedIn(announced: RegExpExecArray): Promise<Visitor> {
  const [, url = "", setUpUrl] = announced;
  const visitor = createVisitor(url);
  const token = setUpUrl && new URL(setUpUrl).searchParams.get("token");
  if (token) await visitor.trpc.session.setUp.mutate({ token, name: "Ada Admin", ...login });
  else await visitor.trpc.session.signIn.mutate(login);
  return visitor;
}

/** What the dead server held is free, as it is after its half minute. */
const leaseRunsOut = async (dataDir: string): Promise<void> =>
  inStore(await configFor(dataDir), (store) =>
    store.run(async ({ db }) => {
      for (const { _id } of await db.query("sweeps").collect())
        await db.patch("sweeps", _id, { leaseUntil: Date.now() });
    }),
  );

test("a full sweep killed with its server goes on from its last page in the next one, and misses nobody", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tandem-sweep-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const stub = await startStubCrm(Array.from({ length: 500 }, (_, n) => contactOf(n)));
  onTestFinished(() => stub.close());
  const env = {
    ...{ PORT: "0", DATA_DIR: folder, BACKEND_URL: stub.url, BACKEND_API_KEY: "key-of-the-stub" },
  };

  const never = new Promise<void>(() => {});
  stub.before = ({ offset }) => (offset === 300 ? never : undefined);
  const first = await startProgram("server/main.ts", env, READY);
  const before = await signedIn(first.announced);
  const { sweepId } = await before.trpc.reconcile.start.mutate({ kind: "full" });
  const sweepAs = (visitor: Visitor) => () => visitor.trpc.reconcile.get.query({ sweepId });
  await expect.poll(sweepAs(before), { timeout: 60_000 }).toMatchObject({ read: 300, state: "running" });
  await first.kill();
  await leaseRunsOut(folder);

  stub.before = () => {};
  stub.requests.length = 0;
  const second = await startProgram("server/main.ts", env, READY);
  const after = await signedIn(second.announced);
  await expect
    .poll(sweepAs(after), { timeout: 120_000 })
    .toMatchObject({ state: "done", read: 500, changed: 500, mirrored: 500, notMet: 0 });
  const pages = stub.requests.filter(({ path, limit }) => path === "/crm/contacts" && limit === 100);
  expect(pages.map(({ offset }) => offset)).toEqual([300, 400]);
  await second.end();
});
