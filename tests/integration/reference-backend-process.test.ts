import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createHttpCrm } from "../../server/crm/http";
import { formerFolderNote } from "../../server/reference-backend/former-folder";
import { readEnv } from "../../server/reference-backend/env";
import { FileInUseError } from "../../server/reference-backend/server";
import { API_KEY, WEBHOOK_SECRET, person, startBackend, temporaryFolder } from "./reference-backend-harness";
import { spawnBackend } from "./reference-backend-spawn";

describe("the backend as a process of its own", () => {
  it("prints its address, works, and ends on SIGTERM", async () => {
    const { child, url } = await spawnBackend(temporaryFolder());
    expect(await createHttpCrm({ baseUrl: url, apiKey: API_KEY }).ping()).toHaveProperty("durationMs");
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
  });

  it("keeps a second backend off its file, and hands it on when it ends", async () => {
    const folder = temporaryFolder();
    const { child, url } = await spawnBackend(folder);
    const path = join(folder, "backend.sqlite");
    const another = () => startBackend({ path, apiKey: "the-key-of-another" });
    await expect(another()).rejects.toThrow(FileInUseError);
    await expect(another()).rejects.toThrow(/Stop it first, or give this one another folder/u);
    // Its keys are as they were.
    await createHttpCrm({ baseUrl: url, apiKey: API_KEY }).ping();
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
    await (await another()).close();
  });

  it.each([0, 3, 9])(
    "loses nobody and welcomes nobody twice when it is killed after %i of 20 answers",
    async (answersBefore) => {
      const folder = temporaryFolder();
      const { child, url } = await spawnBackend(folder);
      const everybody = Array.from({ length: 20 }, (_, n) => n);
      const killed = once(child, "exit");
      await registerUntil(url, everybody, answersBefore, () => void child.kill("SIGKILL"));
      await killed;

      const path = join(folder, "backend.sqlite");
      const { crm, backend, mails } = await startBackend({ path, mailFolder: join(folder, "mail") });
      for (const n of everybody) await crm.registerUser(person(n), { idempotencyKey: `key-${n}` });
      await backend.settled();
      expect((await crm.listContacts()).total).toBe(20);
      expect(mails().filter((file) => file.endsWith(".eml"))).toHaveLength(20);
    },
  );
});

async function registerUntil(
  url: string,
  people: number[],
  answers: number,
  stop: () => void,
): Promise<void> {
  const crm = createHttpCrm({ baseUrl: url, apiKey: API_KEY });
  let answered = 0;
  const registering = people.map(async (n) => {
    await crm.registerUser(person(n), { idempotencyKey: `key-${n}` });
    if (++answered === answers) stop();
  });
  if (answers === 0) stop();
  await Promise.allSettled(registering);
}

describe("the environment of the backend", () => {
  it("has defaults for all but the key", () => {
    const { port, host, options } = readEnv({ BACKEND_API_KEY: API_KEY });
    expect({ port, host }).toEqual({ port: 4100, host: "127.0.0.1" });
    expect(options).toEqual({
      path: join("data", "standalone-backend", "backend.sqlite"),
      mailFolder: join("data", "standalone-backend", "mail"),
      apiKey: [API_KEY],
      anonymous: true,
      sampleEvents: true,
      chaos: false,
    });
  });

  it("tells who has data where it used to be, which may be of the backend in Tandem, and nobody else", () => {
    const own = readEnv({ BACKEND_API_KEY: API_KEY }).options.path;
    const former = join("data", "backend", "backend.sqlite");
    const told = (path: string, ...there: string[]) =>
      formerFolderNote(path, (each) => there.includes(String(each)));
    expect(told(own, former)).toMatch(/BACKEND_DATA_DIR=\.\/data\/backend while no Tandem uses it\.$/u);
    const others = [told(own), told(own, own, former), told(former, former), told("elsewhere", former)];
    expect(others).toEqual([null, null, null, null]);
  });

  it("signs with the first of several secrets, whatever it is called", () => {
    const { options } = readEnv({
      BACKEND_API_KEY: API_KEY,
      BACKEND_WEBHOOK_URL: "http://127.0.0.1:4000/api/webhooks/backend-sync",
      BACKEND_WEBHOOK_SECRETS: `next: ${WEBHOOK_SECRET}, whsec_old`,
      BACKEND_CHAOS: "1",
    });
    expect(options).toMatchObject({ webhook: { secret: WEBHOOK_SECRET }, chaos: true });
  });

  it("takes several keys while callers change over, other limits, and other forms", () => {
    const { options } = readEnv({
      ...{ BACKEND_API_KEY: `${API_KEY}, the-next-key`, BACKEND_ANONYMOUS: "0", BACKEND_FORMS: "other" },
      ...{ BACKEND_KEYED_PER_MINUTE: "1200", BACKEND_ANONYMOUS_TRIGGERS_PER_MINUTE: "5" },
    });
    expect(options).toMatchObject({ apiKey: [API_KEY, "the-next-key"], anonymous: false, forms: "other" });
    expect(options.limits).toEqual({ keyed: 1200, anonymousTriggers: 5 });
    expect(() => readEnv({ BACKEND_API_KEY: `${API_KEY},short` })).toThrow(/BACKEND_API_KEY/u);
  });

  it("says who writes the mails, and for whom", () => {
    const sender = { BACKEND_ORG_NAME: "Haff Events", MAIL_FROM: "Haff <no-reply@haff.example>" };
    const { options } = readEnv({ BACKEND_API_KEY: API_KEY, ...sender });
    expect(options).toMatchObject({ organizationName: "Haff Events", mailFrom: sender.MAIL_FROM });
    expect(() => readEnv({ BACKEND_API_KEY: API_KEY, MAIL_FROM: "nobody" })).toThrow(/MAIL_FROM/);
  });

  it("names every variable that is wrong, and no value", () => {
    const read = () =>
      readEnv({ BACKEND_PORT: "99999", BACKEND_WEBHOOK_URL: "ftp://x", SMTP_URL: "hunter2" });
    expect(read).toThrow(/BACKEND_PORT(.|\n)*BACKEND_API_KEY(.|\n)*SMTP_URL(.|\n)*BACKEND_WEBHOOK_URL/);
    expect(read).not.toThrow(/hunter2|ftp:/);
  });

  it("demands a secret with a webhook address", () => {
    const read = () => readEnv({ BACKEND_API_KEY: API_KEY, BACKEND_WEBHOOK_URL: "http://127.0.0.1:4000" });
    expect(read).toThrow(/BACKEND_WEBHOOK_SECRETS/);
  });
});
