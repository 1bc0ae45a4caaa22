import { request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestTandem, type TestTandem } from "../support/tandem";

let tandem: TestTandem;
beforeAll(async () => {
  tandem = await startTestTandem();
});
afterAll(() => tandem.close());

type Answer = { status: number; headers: Record<string, unknown>; body: Buffer };

/** As it travels: `fetch` would unpack it. */
const get = (path: string, encoding = "identity", cookie = "", language = "en-GB,en;q=0.9") =>
  new Promise<Answer>((resolve, reject) => {
    const headers = { "accept-encoding": encoding, cookie, "accept-language": language };
    const asking = request(`${tandem.localUrl}${path}`, { headers });
    asking.on("error", reject).on("response", (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts),
        }),
      );
    });
    asking.end();
  });

async function firstScript(cookie = "") {
  const page = (await get("/users", "identity", cookie)).body.toString();
  const scripts = [...page.matchAll(/src="(\/assets\/index[^"]+\.js)"/gu)].map(([, path]) => path ?? "");
  return scripts[0] ?? "";
}

const session = "tandem_operator=anything";
const ahead = async (path: string, cookie = "") => {
  const page = (await get(path, "identity", cookie)).body.toString();
  return [...page.matchAll(/"modulepreload" crossorigin href="(\/assets\/[^"]+)"/gu)].map(
    ([, file = ""]) => file,
  );
};

const importsOf = async (file: string) => {
  const script = (await get(file)).body.toString();
  return [...script.matchAll(/\b(?:from|import)\s*"\.\/([^"]+)"/gu)].map(([, next]) => next ?? "");
};

test.each([
  ["br", brotliDecompressSync, "gzip, deflate, br", 0.3],
  ["gzip", gunzipSync, "gzip, deflate", 0.35],
])(
  "a script travels as %s to a browser that reads it, and is the same there",
  async (name, open, reads, share) => {
    const path = await firstScript();
    const plain = await get(path);
    const packed = await get(path, reads);
    expect(plain.headers).not.toHaveProperty("content-encoding");
    expect(packed.headers).toMatchObject({
      "content-encoding": name,
      "content-type": expect.stringContaining("javascript"),
      vary: "accept-encoding",
      "cache-control": "public, max-age=31536000, immutable",
    });
    expect(open(packed.body).equals(plain.body)).toBe(true);
    expect(packed.body.length).toBeLessThan(plain.body.length * share);
  },
);

test("a page is looked for anew every time, since it names the scripts of the day", async () => {
  expect((await get("/")).status).toBe(200);
  for (const path of ["/", "/users?q=anna", "/set-up", "/sign-in"]) {
    const { status, headers } = await get(path, "br");
    expect({ path, status, cache: headers["cache-control"] }).toEqual({
      path,
      status: 200,
      cache: "no-cache",
    });
  }
});

test("the desk's code is fetched ahead for whoever comes to the desk with a session, and for nobody else", async () => {
  const fetched = async (path: string, cookie = `theme=dark; ${session}`) =>
    (await get(path, "identity", cookie)).body.toString().includes("/assets/desk-");
  expect(await fetched("/overview")).toBe(true);
  expect(await fetched("/users?q=anna")).toBe(true);
  expect(await fetched("/users", "")).toBe(false);
  expect(await fetched("/portal/register")).toBe(false);
  expect(await fetched("/sign-in?next=%2Fusers")).toBe(false);
});

test.each([
  ["desk", "/users", session],
  ["portal", "/portal/events", ""],
])("everything that the code of the %s imports is named by its page", async (_, path, cookie) => {
  const files = await ahead(path, cookie);
  expect(files).not.toEqual([]);
  const page = (await get(path, "identity", cookie)).body.toString();
  for (const file of [...files, await firstScript(cookie)])
    for (const next of await importsOf(file)) expect(page).toContain(`"/assets/${next}"`);
});

test.each([
  ["the sign-in", "/sign-in", ""],
  ["the desk", "/users", session],
  ["the portal", "/portal/events", ""],
])(
  "at %s the browser looks up how numbers and dates are written while the rest of the code is on its way",
  async (_, path, cookie) => {
    const page = (await get(path, "identity", cookie)).body.toString();
    const file = /<script type="module" async crossorigin src="(?<file>[^"]+)">/u.exec(page)?.groups?.[
      "file"
    ];
    expect(file).toMatch(/\/early-/u);
    expect(page.indexOf(file ?? "")).toBeLessThan(page.indexOf("/assets/index-"));
    expect(await importsOf(file ?? "")).toEqual([]);
    expect((await get(file ?? "")).body.length).toBeLessThan(10_000);
  },
);

test("the users screen names two files besides those of every page, for each one more is fetched and compiled by itself", async () => {
  expect(await ahead("/users", session)).toHaveLength(2);
});

test("all of the users screen's own code is compiled while the larger file of every page is on its way", async () => {
  const isCompiledAhead = async (file: string) =>
    (await get(file)).body.toString().startsWith("//# allFunctionsCalledOnLoad\n");
  for (const file of await ahead("/users", session)) expect(await isCompiledAhead(file)).toBe(true);
  expect(await isCompiledAhead(await firstScript(session))).toBe(false);
});

test("the code of a page of the portal is fetched ahead, and that of no other", async () => {
  const names = async (path: string) =>
    (await ahead(path)).map((file) => file.replace(/^.*\/(.+)-.{8}\.js$/u, "$1"));
  expect(await names("/portal/register")).toContain("portal");
  expect(await names("/portal/register")).not.toContain("events-page");
  expect(await names("/portal/events")).toEqual(expect.arrayContaining(["portal", "events-page"]));
  expect(await names("/portal/events/some")).toEqual(expect.arrayContaining(["portal", "event-page"]));
});

test("a page comes in the language somebody has chosen, else in the one their browser prefers", async () => {
  const languageFor = async (cookie: string, preferred: string) =>
    /<html lang="(\w+)">/u.exec((await get("/users", "identity", cookie, preferred)).body.toString())?.[1];
  expect(await languageFor("", "de-AT,de;q=0.9,en;q=0.8")).toBe("de");
  expect(await languageFor("", "en-GB,en;q=0.9,de;q=0.8")).toBe("en");
  expect(await languageFor("", "fr")).toBe("en");
  expect(await languageFor("theme=dark; tandem_language=de", "en-GB")).toBe("de");
  expect(await languageFor("tandem_language=en; theme=dark", "de")).toBe("en");
  expect(await languageFor("tandem_language=../../etc/passwd", "de")).toBe("de");
});

test("nobody fetches the words of another language", async () => {
  const wordsIn = async (language: string) => {
    const script = (await get(await firstScript(`tandem_language=${language}`))).body.toString();
    return ["Go to users", "Zu den Nutzern"].filter((word) => script.includes(word));
  };
  expect(await wordsIn("en")).toEqual(["Go to users"]);
  expect(await wordsIn("de")).toEqual(["Zu den Nutzern"]);
});
