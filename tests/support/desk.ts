import { generateKeyPairSync } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test as base, type Page } from "@playwright/test";
import type { ChaosInput } from "../../server/reference-backend/chaos/settings";
import type { IdentityProvider } from "./identity-provider";
import { type Process, freePort, startProcess, temporaryFolder } from "./processes";
import { type TestSmtp, startSmtp } from "./smtp";
import { type Visitor, createVisitor } from "./visitor";

export const webhookSecret = `whsec_${Buffer.from("the secret of the browser tests.").toString("base64")}`;
const apiKey = "key-of-the-browser-tests";
const ada = { name: "Ada Admin", email: "ada@desk.example", password: "correct horse battery" };

/** Where nothing listens. */
const nowhere = "http://127.0.0.1:9/";

export type DeskOptions = {
  /** The store is a deployment in a process of its own, reached by `CONVEX_URL`. */
  storeApart?: boolean;
  /** What the backend sends never arrives: only a sweep finds out what has changed. */
  webhooksLost?: boolean;
  /** Operators may sign in at an identity provider. */
  signOn?: boolean;
};

/** Everything there is, as processes of their own: Tandem, the backend it talks to, and a mail server. */
export type Desk = {
  url: string;
  backendUrl: string;
  apiKey: string;
  smtp: TestSmtp;
  /** Only with `signOn`. */
  idp: IdentityProvider | null;
  stopBackend(): Promise<void>;
  startBackend(): Promise<void>;
  stopServer(): Promise<void>;
  startServer(): Promise<void>;
  /** Only with `storeApart`. */
  stopStore(): Promise<void>;
  startStore(): Promise<void>;
  /** The first admin's one-time link, until somebody has used it. */
  setUpUrl: string;
  /** Chooses the first admin's name and password by the one-time link, in the page. */
  setUp(page: Page): Promise<void>;
  /** The first admin by API; set up on the first call. */
  admin(): Promise<Visitor>;
  /** Signs a page in as that admin, without the form. */
  signIn(page: Page): Promise<void>;
  /** A call of the backend's API as somebody at the CRM makes it; `path` begins with a slash. */
  crm(method: string, path: string, body: object, headers?: Record<string, string>): Promise<unknown>;
  /** Makes the backend fail, slow down or refuse from now on. */
  chaos(settings: ChaosInput): Promise<void>;
  /** What all processes have printed and logged so far. */
  printed(): string;
};

/** A process that can be stopped and started again at the same place. */
type Part = { start(): Promise<RegExpMatchArray>; stop(): Promise<void>; printed(): string };

function part(entry: string, env: Record<string, string>, ready: RegExp, args: string[] = []): Part {
  const processes: Process[] = [];
  return {
    start: () => {
      const started = startProcess(entry, env, args);
      processes.push(started);
      return started.says(ready);
    },
    stop: async () => processes.at(-1)?.stop(),
    printed: () => processes.map((each) => each.output()).join(""),
  };
}

export async function openDesk(options: DeskOptions = {}): Promise<Desk & { close(): Promise<void> }> {
  const folder = await temporaryFolder();
  const smtp = await startSmtp();
  const [port = 0, backendPort = 0, storePort = 0] = await Promise.all([freePort(), freePort(), freePort()]);
  const url = `http://127.0.0.1:${port}`;
  const backendUrl = `http://127.0.0.1:${backendPort}/api/v1`;
  const identity = options.signOn ? await import("./identity-provider") : null;
  const idp = identity && (await identity.startIdentityProvider(`${url}/sign-in/callback`));
  const signing = { TANDEM_SIGNING_KEY: newSigningKey() };

  const backend = part(
    "server/reference-backend/main.ts",
    {
      BACKEND_PORT: String(backendPort),
      BACKEND_DATA_DIR: join(folder, "backend"),
      BACKEND_API_KEY: apiKey,
      BACKEND_CHAOS: "1",
      BACKEND_WEBHOOK_URL: options.webhooksLost ? nowhere : `${url}/api/webhooks/backend-sync`,
      BACKEND_WEBHOOK_SECRETS: webhookSecret,
      SMTP_URL: smtp.url,
    },
    /http:\/\//u,
  );
  const storeArgs = ["embedded", "--data", join(folder, "store"), "--port", String(storePort)];
  const store = part("server/cli.ts", signing, /embedded store at/u, storeArgs);
  const server = part(
    "server/main.ts",
    {
      ...signing,
      ...(idp && identity.environmentOf(idp, url)),
      ...(options.storeApart ? { CONVEX_URL: `http://127.0.0.1:${storePort}` } : {}),
      PORT: String(port),
      DATA_DIR: join(folder, "tandem"),
      BACKEND_URL: backendUrl,
      BACKEND_API_KEY: apiKey,
      BACKEND_WEBHOOK_SECRETS: webhookSecret,
      SMTP_URL: smtp.url,
      // A whole file of tests comes from one address.
      REGISTRATIONS_PER_NETWORK: "10000",
    },
    /Tandem is at \S+(?:.* (http:\S+\/set-up\?token=\S+))?/u,
  );
  await Promise.all([backend.start(), options.storeApart ? store.start() : null]);
  const [, setUpUrl = ""] = await server.start();
  const admin = once(() => enter(createVisitor(url), setUpUrl));
  return {
    ...{
      url,
      backendUrl,
      apiKey,
      smtp,
      idp,
      setUpUrl,
      admin,
      chaos: chaosAt(backendUrl),
      crm: crmAt(backendUrl),
    },
    startBackend: async () => void (await backend.start()),
    stopBackend: backend.stop,
    startServer: async () => void (await server.start()),
    stopServer: server.stop,
    startStore: async () => void (await store.start()),
    stopStore: store.stop,
    printed: () => [server, backend, store].map((each) => each.printed()).join(""),
    setUp: (page) => setUp(page, setUpUrl),
    signIn: async (page) => {
      const { cookies } = await admin();
      await page.context().addCookies([...cookies].map(([name, value]) => ({ name, value, url })));
    },
    close: async () => {
      for (const each of [server, backend, store]) await each.stop();
      await smtp.close();
      await idp?.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What server and store share, so that the one accepts the other's tokens. */
function newSigningKey(): string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return JSON.stringify(privateKey.export({ format: "jwk" }));
}

async function setUp(page: Page, setUpUrl: string): Promise<void> {
  await page.goto(setUpUrl);
  await page.getByLabel("Name").fill(ada.name);
  await page.getByLabel("E-mail").fill(ada.email);
  await page.getByLabel("Password").fill(ada.password);
  await page.getByRole("button", { name: "Set up and sign in" }).click();
  await expect(page.getByRole("heading", { name: "Overview", exact: true })).toBeVisible();
}

async function enter(visitor: Visitor, setUpUrl: string): Promise<Visitor> {
  const token = new URL(setUpUrl).searchParams.get("token") ?? "";
  await visitor.trpc.session.setUp.mutate({ token, ...ada });
  return visitor;
}

const chaosAt = (backendUrl: string) => async (settings: ChaosInput) => {
  await send(new URL("/control/chaos", backendUrl), "POST", settings);
};

const crmAt =
  (backendUrl: string): Desk["crm"] =>
  (method, path, body, headers) =>
    send(`${backendUrl}${path}`, method, body, headers);

async function send(url: string | URL, method: string, body: object, headers = {}): Promise<unknown> {
  const authorization = `Bearer ${apiKey}`;
  const response = await fetch(url, {
    method,
    body: JSON.stringify(body),
    headers: { authorization, "content-type": "application/json", ...headers },
  });
  if (!response.ok) throw new Error(`${method} ${String(url)} answered ${response.status}.`);
  return response.json();
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}

type Fixtures = {
  /** Lets these lines of the browser's console pass: it calls every refused or unanswered request an error. */
  tolerate: (line: RegExp) => void;
  /** Somebody else's browser, watched like `page`. */
  otherPage: Page;
  consoleErrors: { watch: (page: Page) => void; tolerated: RegExp[] };
};

/** Whether a line of a log holds an e-mail address, a password, a key, or the token of a link, a session or a script. */
const tellsTooMuch = (line: string): boolean =>
  [ada.password, apiKey, webhookSecret].some((secret) => line.includes(secret)) ||
  /[\w.+-]+@[\w-]+\.[a-z]{2,}|(?:token=|#|tandem_)[\w-]{43}/u.test(line);

/** A desk for a file of tests, and pages in which a `console.error` fails the test. */
export const test = base.extend<Fixtures, { desk: Desk; deskOptions: DeskOptions }>({
  deskOptions: [{}, { option: true, scope: "worker" }],
  desk: [
    async ({ deskOptions }, use) => {
      const desk = await openDesk(deskOptions);
      await use(desk);
      await desk.close();
      // Whatever the tests of this file were about: the log is none of the places where people are named.
      const lines = desk
        .printed()
        .replaceAll(/\/set-up\?token=\S+/gu, "")
        .split("\n");
      expect(lines.filter(tellsTooMuch), "what a log must not hold").toEqual([]);
    },
    { scope: "worker", timeout: 60_000 },
  ],
  consoleErrors: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const errors: string[] = [];
      const tolerated: RegExp[] = [];
      const watch = (page: Page) => {
        page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
        page.on("pageerror", (error) => errors.push(error.message));
      };
      await use({ watch, tolerated });
      const unexpected = errors.filter((line) => !tolerated.some((pattern) => pattern.test(line)));
      expect(unexpected, "console.error in the page").toEqual([]);
    },
    { auto: true },
  ],
  tolerate: ({ consoleErrors }, use) => use((line) => void consoleErrors.tolerated.push(line)),
  page: async ({ page, consoleErrors }, use) => {
    consoleErrors.watch(page);
    await use(page);
  },
  otherPage: async ({ browser, consoleErrors }, use) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    consoleErrors.watch(page);
    await use(page);
    await context.close();
  },
});
export { expect };
