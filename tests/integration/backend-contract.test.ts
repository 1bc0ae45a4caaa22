import type { ChildProcess } from "node:child_process";
import { describe, expect, it, onTestFinished } from "vitest";
import { FORM_SET_NAMES } from "../../server/reference-backend/forms/settings";
import { WEBHOOK_PATH, WebhookListener } from "../backend-contract/listener";
import { summaryOf } from "../backend-contract/report";
import type { Result } from "../backend-contract/suite";
import { defects } from "./backend-contract-defects";
import { type Asked, type Defect, checkWith, putInFront, titlesOf } from "./backend-contract-harness";
import { runFile } from "../support/command";
import { API_KEY, WEBHOOK_SECRET, startBackend } from "./reference-backend-harness";

/** People of every kind who are there already, so that reading has something to read. */
const people = ["active", "inactive", "unsubscribed", "archived"].map((status, n) => ({
  ...{ id: `obj_${n}`, type: "crm_contact", subtype: ["customer", "lead", "prospect", "partner"][n], status },
  ...{ name: `Person ${n}`, createdAt: 1_700_000_000_000 + n, updatedAt: 1_700_000_000_000 + n },
  customProperties: {
    ...{ email: `person${n}@example.net`, firstName: "Petra", lastName: `Geheim ${n}` },
    ...{ convexUserId: `convex_${n}`, frontendUserId: `frontend_user_${n}` },
  },
}));

async function startFilled(options: Parameters<typeof startBackend>[0] = {}) {
  const started = await startBackend({ sampleEvents: true, ...options });
  await started.backend.seed({ contacts: people });
  return started;
}

/** An event with places, as the suite's `--event` names one. */
async function openEvent({ crm, clock }: Awaited<ReturnType<typeof startBackend>>): Promise<string> {
  const { events } = await crm.listEvents({ limit: 100 });
  const inAMonth = clock.now() + 30 * 86_400_000;
  const isOpen = (event: (typeof events)[number]) =>
    (event.startDate ?? 0) > inAMonth && (event.capacity ?? Infinity) > (event.registrations ?? 0) + 10;
  return events.find(isOpen)?.id ?? "";
}

/** What differs, to be read in a failing test. */
const differences = (results: readonly Result[]) => results.filter(({ outcome }) => outcome === "differs");

describe("the reference backend", () => {
  it.each(FORM_SET_NAMES)(
    "does what the contract says in the forms “%s”, in everything that can be seen from outside",
    async (forms) => {
      const started = await startFilled({ forms });
      const listener = new WebhookListener(WEBHOOK_SECRET, 10_000);
      await listener.listen(0);
      onTestFinished(() => listener.close());
      const url = `http://127.0.0.1:${listener.port}${WEBHOOK_PATH}`;
      await started.request("POST", "/webhooks/endpoints", { url, secret: WEBHOOK_SECRET });

      const eventId = await openEvent(started);
      const results = await checkWith(null, { url: started.url, write: true, eventId, webhooks: listener });
      expect(differences(results)).toEqual([]);
      expect(titlesOf(results, "not_checked")).toEqual([
        "A payment that is refused is PAYMENT_FAILED 402",
        "user.updated names the user",
        "user.deleted names the user",
        "user.suspended names the user",
        "user.reactivated names the user",
        "RATE_LIMIT_EXCEEDED 429 comes with Retry-After",
      ]);
    },
  );

  it("is only read when nobody allows more, and nobody in it is changed", async () => {
    const started = await startFilled();
    const methods: string[] = [];
    const hears = (asked: Asked) => (methods.push(asked.method), asked);
    const results = await checkWith({ hears }, { url: started.url });
    expect(differences(results)).toEqual([]);
    expect(new Set(methods)).toEqual(new Set(["GET"]));
    expect(
      results.filter((result) => "why" in result && result.why.includes("--write")).length,
    ).toBeGreaterThan(15);
  });

  it("is not to blame when an event was named for tests that is over", async () => {
    const started = await startFilled();
    const { events } = await started.crm.listEvents({ limit: 100 });
    const over = events.find(({ endDate = Infinity }) => endDate < started.clock.now());
    const results = await checkWith(null, { url: started.url, write: true, eventId: over?.id ?? "" });
    expect(differences(results)).toEqual([]);
    expect(JSON.stringify(results)).toContain("is closed or full: name one that can be booked");
  });

  it("is left with nobody of the check who is not archived", async () => {
    const started = await startFilled();
    await checkWith(null, { url: started.url, write: true, eventId: await openEvent(started) });
    const found = await started.crm.listContacts({ search: "backend-check", limit: 100 });
    expect(found.contacts.length).toBeGreaterThan(2);
    expect(new Set(found.contacts.map(({ status }) => status))).toEqual(new Set(["archived"]));
  });

  it.each(["answers a registration without the contact's ID", "keeps the old phone"])(
    "is left with nobody who is not archived even when it %s",
    async (defect) => {
      const started = await startFilled();
      await checkWith(defects[defect] ?? null, { url: started.url, write: true });
      const found = await started.crm.listContacts({ search: "backend-check", limit: 100 });
      expect(found.contacts.length).toBeGreaterThan(1);
      expect(new Set(found.contacts.map(({ status }) => status))).toEqual(new Set(["archived"]));
    },
  );

  it("is not said to keep a limit that nobody could see: there are too few contacts", async () => {
    const started = await startFilled();
    const hears = (asked: Asked) => ({ ...asked, path: asked.path.replace("limit=101", "limit=100") });
    const results = await checkWith({ hears }, { url: started.url });
    expect(titlesOf(results, "not_checked")).toContain("limit goes to 100: more is not given");
  });

  it("is never told of by the people in it: a report holds no name, address or key", async () => {
    const started = await startFilled();
    const results = await checkWith(defects["keeps the old phone"] ?? null, {
      url: started.url,
      write: true,
    });
    const report = JSON.stringify(results) + summaryOf(results);
    for (const secret of ["Geheim", "example.net", API_KEY, "+4915187654321"])
      expect(report).not.toContain(secret);
  });

  it("is waited for when it asks to: no call is hammered, and the 429 is checked too", async () => {
    const started = await startFilled();
    const waits: number[] = [];
    let calls = 0;
    const answers: Defect["answers"] = (answered) =>
      ++calls % 3 === 0 ? tooMany({ "retry-after": "7" }) : answered;
    const results = await checkWith({ answers }, { url: started.url, onWait: (s) => waits.push(s) });
    expect(differences(results)).toEqual([]);
    expect(titlesOf(results, "ok")).toContain("RATE_LIMIT_EXCEEDED 429 comes with Retry-After");
    expect(new Set(waits)).toEqual(new Set([7]));
  });
});

const tooMany = (headers: Record<string, string>) => ({
  ...{ status: 429, headers, body: { code: "RATE_LIMIT_EXCEEDED", message: "Too many requests" } },
});

describe("a backend with a fault", () => {
  it.each(Object.entries(defects))("that %s is found out", async (_, { named, ...defect }) => {
    const started = await startFilled();
    const settings = { url: started.url, write: true, eventId: await openEvent(started) };
    const results = await checkWith(defect, settings);
    expect(titlesOf(results, "differs")).toContain(named);
    // One fault is told at once or a few times; where it hides others, these are not made up to differ too.
    expect(titlesOf(results, "differs").length).toBeLessThan(8);
    expect(JSON.stringify(results)).not.toContain("Geheim");
  });

  it("that nobody reaches is told once, and nothing else is claimed of it", async () => {
    const results = await checkWith(null, { url: "http://127.0.0.1:9/api/v1", write: true });
    expect(titlesOf(results, "differs")).toEqual([results[0]?.title]);
    expect(titlesOf(results, "ok")).toEqual([]);
  });

  it("whose webhooks are signed with another secret is found out", async () => {
    const started = await startFilled();
    const listener = new WebhookListener(WEBHOOK_SECRET, 10_000);
    await listener.listen(0);
    onTestFinished(() => listener.close());
    await started.request("POST", "/webhooks/endpoints", {
      url: `http://127.0.0.1:${listener.port}${WEBHOOK_PATH}`,
    });
    const results = await checkWith(null, { url: started.url, write: true, webhooks: listener });
    expect(titlesOf(results, "differs")).toEqual([
      "It is signed by one of the three schemes, with the secret that was given",
    ]);
  });
});

describe("npm run backend:check", () => {
  const check = (args: string[], env = {}, started?: (child: ChildProcess) => void) =>
    runFile("tests/backend-contract/main.ts", args, env, started);

  it("ends with 130 when it was stopped, with the people it had made archived", async () => {
    const started = await startFilled();
    let child: ChildProcess | undefined;
    const hears = (asked: Asked) => {
      if (asked.path !== "/workflows/trigger") return asked;
      child?.kill("SIGINT");
      // A second one would end it at once.
      child = undefined;
      return asked;
    };
    const url = await putInFront(started.url, { hears });
    const env = { BACKEND_API_KEY: API_KEY };
    const stopped = await check(["--url", url, "--write"], env, (process) => (child = process));
    expect(stopped.code).toBe(130);
    expect(stopped.stdout).toMatch(/not checked {2}.*\n +stopped/u);
    const { contacts } = await started.crm.listContacts({ search: "backend-check", limit: 100 });
    expect(contacts).toMatchObject([{ status: "archived" }]);
  });

  it("ends with 0, 1 or 2, and tells programs and people", async () => {
    const { url } = await startFilled();
    const fine = await check(["--url", url], { BACKEND_API_KEY: API_KEY });
    expect(fine).toMatchObject({ code: 0, stderr: "" });
    expect(fine.stdout).toMatch(/\n {2}ok +A contact that is gone is CONTACT_NOT_FOUND 404\n/u);
    expect(fine.stdout).toMatch(/\n\d+ ok, 0 differ, \d+ not checked\.\n$/u);

    const refused = await check(["--url", url, "--key", "another", "--json"]);
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.stdout)).toMatchObject({ counts: { ok: 0, differs: 1 } });

    const noKey = await check(["--url", url]);
    expect(noKey).toMatchObject({ code: 2, stdout: "" });
    expect(noKey.stderr).toContain("--key or BACKEND_API_KEY");
  });
});
