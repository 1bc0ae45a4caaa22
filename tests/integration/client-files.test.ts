import { request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildClientIfChanged } from "../../scripts/build-client.js";
import { startTestTandem, type TestTandem } from "../support/tandem";

let tandem: TestTandem;
beforeAll(async () => {
  buildClientIfChanged();
  tandem = await startTestTandem();
});
afterAll(() => tandem.close());

type Answer = { status: number; headers: Record<string, unknown>; body: Buffer };

/** As it travels: `fetch` would unpack it. */
const get = (path: string, encoding = "identity", cookie = "") =>
  new Promise<Answer>((resolve, reject) => {
    const asking = request(`${tandem.localUrl}${path}`, { headers: { "accept-encoding": encoding, cookie } });
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

async function firstScript() {
  const page = (await get("/users")).body.toString();
  const scripts = [...page.matchAll(/src="(\/assets\/index[^"]+\.js)"/gu)].map(([, path]) => path ?? "");
  return scripts[0] ?? "";
}

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
  for (const path of ["/", "/users?q=anna", "/portal/register", "/sign-in"]) {
    const { status, headers } = await get(path, "br");
    expect({ path, status, cache: headers["cache-control"] }).toEqual({
      path,
      status: 200,
      cache: "no-cache",
    });
  }
});

test("the desk's code is fetched ahead for whoever comes to the desk with a session, and for nobody else", async () => {
  const session = "theme=dark; tandem_operator=anything";
  const fetched = async (path: string, cookie = session) =>
    (await get(path, "identity", cookie)).body.toString().includes("/assets/desk-");
  expect(await fetched("/overview")).toBe(true);
  expect(await fetched("/users?q=anna")).toBe(true);
  expect(await fetched("/users", "")).toBe(false);
  expect(await fetched("/portal/register")).toBe(false);
  expect(await fetched("/sign-in?next=%2Fusers")).toBe(false);
});
