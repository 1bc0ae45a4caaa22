import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { createProgram } from "../../server/cli/program";
import { appRouter } from "../../server/trpc/router";
import { tokenScopes } from "../../shared/api-tokens-api";
import { mayDo } from "../../shared/permissions";
import { scriptOf } from "../support/api-tokens";
import { newPerson } from "../support/people";
import { adminLogin, startTestTandem, type TestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";
import { signedWebhook } from "../support/webhook";

/** Every command that asks a server, by what it asks: the console's own procedures, told of in the audit as theirs are. */
const webhookSecret = `whsec_${Buffer.from("a secret for the test of commands").toString("base64")}`;
const WEBHOOK_DOOR = "/api/webhooks/backend-sync";
const email = "ida.cohrs@example.org";
let tandem: TestTandem;
let admin: Visitor;
let folder: string;
/** What commands before have brought up. */
const ids = { person: "", run: "", sweep: "", arrival: "", token: "" };

beforeAll(async () => {
  tandem = await startTestTandem({ env: { BACKEND_WEBHOOK_SECRETS: webhookSecret } });
  admin = await tandem.admin();
  folder = await mkdtemp(join(tmpdir(), "tandem-commands-"));
  const scopes = tokenScopes.filter((scope) => mayDo("admin", scope));
  const { secret } = await scriptOf(admin, tandem.url, { name: "robot", scopes, unattended: true });
  vi.stubEnv("TANDEM_URL", tandem.url);
  vi.stubEnv("TANDEM_TOKEN", secret);
  vi.stubEnv("TANDEM_EMAIL", adminLogin.email);
  vi.stubEnv("TANDEM_PASSWORD", adminLogin.password);
  await somebodyWhoFails();
  await writeFile(join(folder, "few.jsonl"), '{"id":"obj_cli","createdAt":1}\n');
});
afterEach(() => void vi.restoreAllMocks());
afterAll(async () => {
  vi.unstubAllEnvs();
  await tandem.close();
  await rm(folder, { recursive: true });
});

/** Registered while the backend refuses everybody, and told of by a webhook. */
async function somebodyWhoFails(): Promise<void> {
  tandem.backend.setChaos({ mode: "refuse" });
  await tandem.visitor().trpc.portal.register.mutate(newPerson({ email }));
  const person = async () => (await admin.trpc.users.list.query({ query: email })).rows[0];
  await vi.waitUntil(async () => (await person())?.state === "failed");
  ids.person = (await person())?.linkId ?? "";
  const event = { type: "invoice.paid", at: Date.now(), data: { email } };
  await fetch(`${tandem.localUrl}${WEBHOOK_DOOR}`, signedWebhook(webhookSecret, event));
  ids.arrival = (await admin.trpc.webhooks.list.query({})).rows[0]?.attemptId ?? "";
  tandem.backend.setChaos({ mode: "ok" });
}

type Expected = {
  args: () => string;
  /** The procedures, or paths of other doors, that it calls, each once, in their order. */
  calls: string[];
  /** What the audit calls it, of what changes something. */
  audited?: string;
  before?: () => Promise<void> | void;
  /** Learns an ID from what it printed as JSON. */
  learn?: (printed: Record<string, string>) => void;
};
const signedIn = (...calls: string[]) => ["session.signIn", ...calls, "session.signOut"];
const reason = "--reason test";

/** In an order in which each finds something to do. */
const asking: Record<string, Expected> = {
  health: { args: () => "", calls: ["health.get"] },
  whoami: { args: () => "", calls: ["session.me"] },
  "users list": { args: () => "", calls: ["users.list"] },
  "users show": { args: () => ids.person, calls: ["users.get"] },
  "runs preview": { args: () => "resync --everybody", calls: ["runs.preview"] },
  "runs create": {
    args: () => `resync --search ${email} --name first ${reason} --yes --json`,
    calls: ["runs.preview", "runs.create", "runs.get"],
    audited: "run",
    before: () => void tandem.backend.setChaos({ mode: "refuse" }),
    learn: ({ runId = "" }) => (ids.run = runId),
  },
  "runs show": { args: () => ids.run, calls: ["runs.get"] },
  "runs list": { args: () => "", calls: ["runs.list"] },
  "runs retry": {
    args: () => `${ids.run} --yes --json`,
    calls: ["runs.get", "runs.preview", "runs.retryFailed", "runs.get"],
    audited: "run",
    before: theyFailed,
    learn: ({ runId = "" }) => (ids.run = runId),
  },
  "runs pause": { args: () => ids.run, calls: ["runs.pause"], audited: "pause run" },
  "runs resume": { args: () => ids.run, calls: ["runs.resume"], audited: "resume run" },
  "runs cancel": { args: () => ids.run, calls: ["runs.cancel"], audited: "cancel run" },
  "users resync": {
    args: () => ids.person,
    calls: ["users.resync"],
    audited: "resync",
    before: backendIsWell,
  },
  "users delete": {
    args: () => `${ids.person} ${reason} --yes`,
    calls: ["users.softDelete"],
    audited: "soft-delete",
  },
  "users restore": { args: () => ids.person, calls: ["users.restore"], audited: "restore" },
  "webhooks list": { args: () => "", calls: ["webhooks.list"] },
  "webhooks show": { args: () => ids.arrival, calls: ["webhooks.get"] },
  "webhooks replay": {
    args: () => `${ids.arrival} ${reason}`,
    calls: ["webhooks.replay"],
    audited: "replay invoice.paid",
  },
  "sweeps start": {
    args: () => "changes --json",
    calls: ["reconcile.start", "reconcile.get"],
    audited: "reconcile",
    learn: ({ sweepId = "" }) => (ids.sweep = sweepId),
  },
  "sweeps show": { args: () => ids.sweep, calls: ["reconcile.get"] },
  "sweeps list": { args: () => "", calls: ["reconcile.list"] },
  "tokens create": {
    args: () => "--name nightly --scopes users.read users.resync --days 30 --json",
    calls: signedIn("apiTokens.create"),
    audited: "make token",
    learn: ({ token }) => (ids.token = (token as unknown as { tokenId: string }).tokenId),
  },
  "tokens list": { args: () => "", calls: signedIn("apiTokens.list") },
  "tokens revoke": {
    args: () => `${ids.token} --yes`,
    calls: signedIn("apiTokens.revoke"),
    audited: "revoke token",
  },
  import: {
    args: () => `--contacts ${join(folder, "few.jsonl")}`,
    calls: ["/api/import/upload", "imports.start", "imports.get"],
    audited: "import",
  },
  "audit export": {
    args: () => `--out ${join(folder, "audit.jsonl")}`,
    calls: ["/api/export/audit.jsonl"],
    audited: "export audit",
  },
};

/** Commands that ask nobody, and why that is right. */
const inTheFolder: Record<string, string> = {
  ...{ "audit verify": "needs nothing but the file", "audit key": "reads a key file" },
  ...{ "signing-key new": "prints a key", "signing-key rotate": "changes a key file" },
  ...{ config: "reads the environment", links: "reads the store", embedded: "serves the store" },
  ...{ "store export": "the file as a whole", "store import": "the file as a whole" },
  ...{ "store backup": "the file as a whole", "store verify": "the file as a whole" },
  "operators reset": "is in the audit by itself: operators-terminal.test.ts",
};

const leaves = ({ commands }: Command, path: string[] = []): string[] =>
  commands.flatMap((each) =>
    each.commands.length > 0 ? leaves(each, [...path, each.name()]) : [[...path, each.name()].join(" ")],
  );

test("every command is known here: by what it asks the server, or by why it asks nobody", () => {
  expect(leaves(createProgram()).sort()).toEqual(
    [...Object.keys(asking), ...Object.keys(inTheFolder)].sort(),
  );
});

test.each(Object.entries(asking))(
  "%s asks by procedures that the console has, and is audited as there",
  async (command, expected) => {
    await expected.before?.();
    const { printed, calls } = await run(`${command} ${expected.args()}`);
    expect(calls.filter((call, at) => call !== calls[at - 1])).toEqual(expected.calls);
    const procedures = Object.keys(appRouter._def.procedures);
    for (const call of calls.filter((path) => !path.startsWith("/"))) expect(procedures).toContain(call);
    if (expected.learn) expected.learn(JSON.parse(printed) as Record<string, string>);
    if (expected.audited) await expectAudited(command, expected.audited);
  },
);

/** The run has ended with somebody failed; the next one is going to stand still, since the backend's key is refused. */
async function theyFailed(): Promise<void> {
  const state = async () => (await admin.trpc.runs.get.query({ runId: ids.run })).state;
  await expect.poll(state, { timeout: 30_000 }).toBe("done");
  tandem.backend.setChaos({ mode: "unauthorized" });
}

async function backendIsWell(): Promise<void> {
  tandem.backend.setChaos({ mode: "ok" });
  await admin.trpc.settings.resumeLane.mutate({ reason: "The test goes on" });
}

/** By the token's name, or for what no token may do, by who has signed in for it. */
async function expectAudited(command: string, action: string): Promise<void> {
  const { rows } = await admin.trpc.audit.list.query({ actions: [action], actors: ["operators"], limit: 1 });
  const token = command.startsWith("tokens ") ? null : expect.objectContaining({ name: "robot" });
  expect(rows[0]).toMatchObject({ actor: { name: "Ada Admin", token } });
  expect(rows[0]?.requestId).toMatch(/^[\w-]{8,}$/u);
}

/** A command in this process, with what it asked for on its way. */
async function run(line: string): Promise<{ printed: string; calls: string[] }> {
  const calls: string[] = [];
  let printed = "";
  const real = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => {
    const { pathname } = new URL(String(input));
    // The built-in backend is in this process too, and sends its webhooks when it likes.
    if (pathname !== WEBHOOK_DOOR)
      calls.push(pathname.startsWith("/trpc/") ? pathname.slice("/trpc/".length) : pathname);
    return real(input, init);
  });
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation(() => true);
  await createProgram().parseAsync(line.trim().split(/\s+/u), { from: "user" });
  vi.restoreAllMocks();
  return { printed, calls };
}
