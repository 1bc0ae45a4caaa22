import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tokenScopes } from "../../shared/api-tokens-api";
import { mayDo } from "../../shared/permissions";
import { scriptOf } from "../support/api-tokens";
import { runFile } from "../support/command";
import { newPerson } from "../support/people";
import { freePort } from "../support/processes";
import { startTestTandem, type TestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";

/** The command line against a running server: real processes that ask with a token, and what the audit has of it. */
let tandem: TestTandem;
let admin: Visitor;
let folder: string;
let secret: string;
/** Where nothing listens. */
const nowhere = `http://127.0.0.1:${await freePort()}`;
const email = "ida.cohrs@example.org";
beforeAll(async () => {
  tandem = await startTestTandem();
  admin = await tandem.admin();
  folder = await mkdtemp(join(tmpdir(), "tandem-cli-desk-"));
  await tandem.visitor().trpc.portal.register.mutate(newPerson({ email }));
  const scopes = tokenScopes.filter((scope) => mayDo("admin", scope));
  ({ secret } = await scriptOf(admin, tandem.url, { name: "robot", scopes, unattended: true }));
});
afterAll(async () => {
  await tandem.close();
  await rm(folder, { recursive: true });
});

const ask = (args: string, env: Record<string, string> = {}) =>
  runFile("server/cli.ts", args.match(/"[^"]*"|\S+/gu)?.map((word) => word.replaceAll('"', "")) ?? [], {
    ...{ TANDEM_URL: tandem.url, TANDEM_TOKEN: secret, ...env },
  });
const newest = async (action: string) =>
  (await admin.trpc.audit.list.query({ actions: [action], actors: ["operators"] })).rows[0];

describe("a person on the command line", () => {
  test("is found, shown and synced again, which the audit tells of by the token's name", async () => {
    const list = await ask(`users list --search ${email}`);
    expect(list).toMatchObject({ code: 0, stderr: "1 of 1\n" });
    expect(list.stdout).toMatch(/^ID +NAME +E-MAIL +STATE/u);
    const { stdout } = await ask(`users list --search ${email} --json`);
    const { linkId, contactId } = JSON.parse(stdout) as { linkId: string; contactId: string };
    const shown = await ask(`users show ${contactId}`);
    expect(shown.stdout).toContain(linkId);
    expect(await ask(`users resync ${linkId}`)).toMatchObject({ code: 0, stderr: "" });
    expect(await newest("resync")).toMatchObject({ actor: { name: "Ada Admin", token: { name: "robot" } } });
  });

  test("is soft-deleted only with --yes and a reason, and comes back", async () => {
    const { rows } = await admin.trpc.users.list.query({ query: email });
    const id = rows[0]?.linkId ?? "";
    const { code, stderr } = await ask(`users delete ${id} --reason "left us"`);
    expect({ code, stderr }).toEqual({
      ...{
        code: 2,
        stderr: expect.stringMatching(/Nothing was changed\. Add --yes to do it\.\n$/u) as string,
      },
    });
    const wordless = await ask(`users delete ${id} --reason x --yes`);
    expect(wordless).toMatchObject({ code: 2, stderr: "--reason: Say why, in at least 3 characters.\n" });
    expect(await ask(`users delete ${id} --reason "left us" --yes`)).toMatchObject({ code: 0 });
    expect(await newest("soft-delete")).toMatchObject({
      reason: "left us",
      actor: { token: { name: "robot" } },
    });
    expect(await ask(`users restore ${id}`)).toMatchObject({ code: 0 });
  });
});

test("a run begins when its plan is meant, with the count typed where it takes something away, and is waited for", async () => {
  expect(await ask("runs preview resync")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--everybody") as string,
  });
  const plan = await ask("runs preview soft_delete --everybody --json");
  expect(JSON.parse(plan.stdout)).toMatchObject({ count: 1 });
  const destructive = 'runs create soft_delete --everybody --name "clean up" --reason "a test"';
  const unsure = await ask(`${destructive} --count 2 --yes`);
  expect(unsure).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--count 1. Nothing was changed.") as string,
  });
  const run = await ask(`runs create resync --search ${email} --name again --reason "a test" --yes --wait`);
  expect(run.code).toBe(0);
  expect(run.stdout).toMatch(/^State +done$/mu);
  expect(await newest("run")).toMatchObject({ reason: "a test", actor: { token: { name: "robot" } } });
});

test("sweeps are started and shown, webhooks listed, and health says how things are", async () => {
  const started = await ask("sweeps start changes --json");
  const { sweepId } = JSON.parse(started.stdout) as { sweepId: string };
  expect((await ask(`sweeps show ${sweepId}`)).stdout).toMatch(/^Kind +changes$/mu);
  expect((await ask("webhooks list --outcome applied")).stdout).toMatch(/^ID +RECEIVED/u);
  expect((await ask("health")).stdout).toMatch(/^Store +ok/mu);
});

test("two exports are sent to the server, which imports them while it runs", async () => {
  const contacts = join(folder, "few.jsonl");
  await writeFile(contacts, '{"id":"obj_cli","createdAt":1}\nnot json\n');
  const { code, stdout, stderr } = await ask(`import --contacts ${contacts}`);
  expect(code).toBe(0);
  expect(stderr).toContain("few.jsonl:2 rejected: is not valid JSON");
  expect(stdout).toMatch(/^crm_only\t1$/mu);
  expect(await newest("import")).toMatchObject({
    ...{ summary: "Imports contacts of the CRM.", actor: { name: "Ada Admin", token: { name: "robot" } } },
  });
});

test("the audit is taken along while the server runs, for its owner only, and proved without it", async () => {
  const out = join(folder, "audit.jsonl");
  expect(await ask(`audit export --out ${out}`)).toMatchObject({ code: 0 });
  expect((await stat(out)).mode & 0o777).toBe(0o600);
  expect((await ask(`audit verify ${out}`, { TANDEM_URL: "" })).stdout).toContain(
    "records are whole and in order",
  );
  expect(await readFile(out, "utf8")).not.toContain(secret.slice(12));
  expect((await ask(`audit export --out ${out}`)).stderr).toBe(
    `${out} is there already. Give another name.\n`,
  );
});

describe("what is wrong is named with its fix, and by how the process ends", () => {
  test.each<[string, string, Record<string, string>, number, RegExp]>([
    ["no server", "whoami", { TANDEM_URL: "" }, 1, /^TANDEM_URL is not set\. Set it to/u],
    ["no token", "whoami", { TANDEM_TOKEN: "" }, 1, /^TANDEM_TOKEN is not set\. Make an API token/u],
    ["a server that is not there", "whoami", { TANDEM_URL: nowhere }, 4, /does not answer \(ECONNREFUSED\)/u],
    ["nobody to sign in", "tokens list", {}, 1, /^Say who you are: --as with/u],
    ["no password", "tokens list --as ada@desk.example", {}, 1, /^TANDEM_PASSWORD is not set/u],
    ["a wrong one", "tokens list --as ada@desk.example", { TANDEM_PASSWORD: "no" }, 3, /password is wrong/u],
    ["an unknown flag", "users list --stat linked", {}, 2, /unknown option '--stat'/u],
    ["an unknown person", "users show nobody", {}, 1, /Nobody has this ID/u],
  ])("%s", async (_what, args, env, code, sentence) => {
    const ended = await ask(args, env);
    expect(ended.stderr).toMatch(sentence);
    expect(ended.code).toBe(code);
  });

  test("a token from a file that is of no use, and one that is not for this", async () => {
    const file = join(folder, "token");
    const { secret: narrow } = await scriptOf(admin, tandem.url, { scopes: ["runs.read"] });
    await writeFile(file, `${narrow}\n`);
    const env = { TANDEM_TOKEN: "", TANDEM_TOKEN_FILE: file };
    expect(await ask("users list", env)).toMatchObject({
      ...{ code: 3, stderr: "This API token is not for this: it lacks users.read.\n" },
    });
    await writeFile(file, `${narrow}x\n`);
    expect(await ask("users list", env)).toMatchObject({ code: 3, stderr: "This API token is not valid.\n" });
  });
});
