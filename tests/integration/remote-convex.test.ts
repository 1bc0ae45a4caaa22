import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadConfig } from "../../server/config";
import { appErrorOf } from "../support/app-error";
import { newPerson } from "../support/people";
import { type Process, startProcess } from "../support/processes";
import { type TestTandem, startTestTandem } from "../support/tandem";

/** A deployment in another process, and a server that knows it by `CONVEX_URL` only. */
let dataDir: string;
let deployment: Process;
let convexUrl: string;
let tandem: TestTandem;

async function deploy(port: string): Promise<string> {
  deployment = startProcess("server/cli.ts", {}, ["embedded", "--data", dataDir, "--port", port]);
  const [, url = ""] = await deployment.says(/embedded store at (\S+)/u);
  return url;
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "tandem-deployment-"));
  const { secrets } = await loadConfig({ DATA_DIR: dataDir });
  convexUrl = await deploy("0");
  tandem = await startTestTandem({ env: { CONVEX_URL: convexUrl, TANDEM_SIGNING_KEY: secrets.signingKey } });
});
afterAll(async () => {
  await tandem.close();
  await deployment.stop();
  await rm(dataDir, { recursive: true, force: true });
});

test("a person registers on a remote deployment and is linked; the desk finds them by their umlaut", async () => {
  const visitor = tandem.visitor();
  const person = newPerson();
  const result = await visitor.trpc.portal.register.mutate(person);
  expect(result).toMatchObject({ status: "linked" });
  const { trpc: desk } = await tandem.admin();
  const { rows, total } = await desk.users.list.query({ query: "mueller" });
  expect(rows).toMatchObject([{ userId: result.userId, state: "linked", email: person.email }]);
  expect(total.count).toBe(1);
});

test("without a token of the server's own key, the deployment answers nobody", async () => {
  const body = JSON.stringify({ path: "links:facets", format: "json", args: [{}] });
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${convexUrl}/api/query`, { method: "POST", headers, body });
  expect(await response.json()).toMatchObject({ status: "error", errorData: { code: "unauthenticated" } });
});

test("while the deployment is down: nothing is lost, and people are told; when it is back, it goes on", async () => {
  const visitor = tandem.visitor();
  const person = newPerson();
  await deployment.stop();
  expect(await appErrorOf(visitor.trpc.portal.register.mutate(person))).toEqual({
    code: "unavailable",
    message: "The store cannot be reached. Nothing was changed. You can try again.",
  });
  const upload = { method: "POST", headers: { "content-type": "application/octet-stream" }, body: "x" };
  const refused = await (await tandem.admin()).fetch("/api/import/upload?name=x.zip", upload);
  expect(refused.status).toBe(503);
  expect(await refused.json()).toMatchObject({ code: "unavailable" });
  expect((await fetch(`${tandem.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${tandem.url}/healthz`)).status).toBe(200);

  await deploy(new URL(convexUrl).port);
  expect(await visitor.trpc.portal.register.mutate(person)).toMatchObject({ status: "linked" });
  expect((await fetch(`${tandem.url}/readyz`)).status).toBe(200);
});
