import { once } from "node:events";
import { type AddressInfo, connect, type Socket } from "node:net";
import { Readable } from "node:stream";
import fastify from "fastify";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { serverLimits } from "../../server/http/limits";
import { appRouter } from "../../server/trpc/router";
import { type TestTandem, startTestTandem } from "../support/tandem";

/** What the server's HTTP itself keeps out, before anybody is asked who they are. */
let tandem: TestTandem;
beforeAll(async () => {
  tandem = await startTestTandem();
});
afterAll(() => tandem.close());

/** A connection that says these bytes, and no more. `heard` is all that came back, once the server has closed it. */
function stallAt(tandem: TestTandem, bytes: string): { socket: Socket; heard: Promise<string> } {
  const { port } = new URL(tandem.localUrl);
  const socket = connect({ port: Number(port), host: "127.0.0.1", allowHalfOpen: true });
  socket.setEncoding("utf8");
  socket.write(bytes);
  return { socket, heard: everything(socket) };
}

async function everything(socket: Socket): Promise<string> {
  let text = "";
  socket.on("data", (piece: string) => (text += piece));
  // A connection that is reset is closed too.
  socket.on("error", () => {});
  await once(socket, "end").catch(() => {});
  socket.destroy();
  return text;
}

const head = (path: string, length: number) =>
  `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;

describe("somebody who sends slowly", () => {
  let tandem: TestTandem;
  beforeAll(async () => {
    // Short for a test, and long enough for who is not slow on a machine that is.
    tandem = await startTestTandem({ env: { REQUEST_TIMEOUT_MS: "1500", MAX_CONNECTIONS: "20" } });
  });
  afterAll(() => tandem.close());
  const stall = (bytes: string) => stallAt(tandem, bytes);

  test("and never ends the head of a request is cut off", async () => {
    expect(await stall("GET / HTTP/1.1\r\nhost: x\r\nx-slow: ").heard).toMatch(/^HTTP\/1\.1 408 /u);
  });

  test("and never ends the body is cut off, at the sign-in, at the registration and at an export", async () => {
    const doors = ["/trpc/session.signIn", "/trpc/portal.register", "/api/export/users.csv"];
    const answers = await Promise.all(doors.map((door) => stall(`${head(door, 99)}{`).heard));
    expect(answers).toEqual(["", "", ""]);
  });

  test("holds nobody up: others are answered meanwhile", async () => {
    const slow = Array.from({ length: 10 }, () => stall(`${head("/trpc/session.signIn", 99)}{`));
    expect((await fetch(`${tandem.localUrl}/healthz`)).status).toBe(200);
    await Promise.all(slow.map(({ heard }) => heard));
  });

  test("and opens more connections than there may be is closed unheard, and when they end others get in", async () => {
    const many = Array.from({ length: 40 }, () => stall(""));
    await Promise.all(many.map(({ heard }) => heard));
    expect((await fetch(`${tandem.localUrl}/healthz`)).status).toBe(200);
  });

  test("may take their time for an import, if they may import; who may not is told so at once, and not listened to", async () => {
    const upload = head("/api/import/upload?name=x.csv", 99).replace("json", "octet-stream");
    const refused = await stall(`${upload}{`).heard;
    expect(refused).toMatch(/^HTTP\/1\.1 401 /u);
    expect(refused).toMatch(/\r\nconnection: close\r\n/iu);
    const { cookies } = await tandem.admin();
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const slow = stall(
      `${upload.replace("host: x", `host: x\r\nconnection: close\r\ncookie: ${cookie}`)}${"x".repeat(98)}`,
    );
    // Others sent as slowly, and after it, are cut off by now.
    await stall(`${head("/trpc/session.signIn", 99)}{`).heard;
    slow.socket.write("x");
    expect(await slow.heard).toMatch(/^HTTP\/1\.1 200 /u);
  });
});

test("one network cannot take the connections of all the others; when it closes some it gets in again", async () => {
  const narrow = await startTestTandem({ env: { MAX_CONNECTIONS_PER_NETWORK: "5" } });
  const open = Array.from({ length: 5 }, () => stallAt(narrow, ""));
  await Promise.all(open.map(({ socket }) => once(socket, "connect")));
  expect(await stallAt(narrow, "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").heard).toBe("");
  for (const { socket } of open) socket.destroy();
  await vi.waitFor(async () => expect((await fetch(`${narrow.localUrl}/healthz`)).status).toBe(200));
  await narrow.close();
});

test("who asks for much and takes none of it is cut off", async () => {
  const limits = { requestMs: 250, connections: 10, connectionsPerNetwork: 10, registrations: 1 };
  const app = fastify(serverLimits(limits));
  const cutOff = new Promise((resolve) => {
    app.get("/much", (_request, reply) => {
      reply.raw.once("close", resolve);
      return reply.send(Readable.from(pieces()));
    });
  });
  await app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = app.server.address() as AddressInfo;
  const socket = connect({ port, host: "127.0.0.1" });
  socket.write("GET /much HTTP/1.1\r\nhost: x\r\n\r\n");
  await once(socket, "data");
  socket.pause();
  await cutOff;
  socket.destroy();
  await app.close();
});

/** Without an end. */
function* pieces(): Generator<string> {
  for (;;) yield "x".repeat(65_536);
}

describe("what is too large", () => {
  test("headers of more than 16 KB are 431", async () => {
    const response = await fetch(tandem.localUrl, { headers: { "x-much": "x".repeat(17_000) } });
    expect(response.status).toBe(431);
  });

  test.each(["/trpc/session.signIn", "/api/export/users.csv"])(
    "a body of more than 1 MB is 413 at %s",
    async (path) => {
      const body = JSON.stringify({ email: "x".repeat(2 ** 20), password: "x" });
      const headers = { "content-type": "application/json" };
      const response = await fetch(`${tandem.localUrl}${path}`, { method: "POST", headers, body });
      expect(response.status).toBe(413);
    },
  );
});

test("a request of more than 50 calls is refused before any of them is made", async () => {
  const paths = Array.from({ length: 51 }, () => "portal.signIn").join(",");
  const calls = Object.fromEntries(
    Array.from({ length: 51 }, (_, n) => [n, { email: "a@x.example", password: "x" }]),
  );
  const init = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(calls),
  };
  expect((await fetch(`${tandem.localUrl}/trpc/${paths}?batch=1`, init)).status).toBe(400);
  const one = { ...init, body: JSON.stringify({ 0: calls[0] }) };
  expect((await fetch(`${tandem.localUrl}/trpc/portal.signIn?batch=1`, one)).status).toBe(401);
});

type Known = Record<string, { _def: { type: string } }>;
const mutations = Object.entries(appRouter._def.procedures as unknown as Known).flatMap(([path, { _def }]) =>
  _def.type === "mutation" ? [path] : [],
);

describe("another site's page", () => {
  const evil = { origin: "https://evil.example", "content-type": "application/json" };

  test("can make nobody's browser call any procedure that changes something, signed in or not", async () => {
    const { fetch: ask } = await tandem.admin();
    const tried = mutations.map(async (path) => {
      const { status } = await ask(`/trpc/${path}`, { method: "POST", headers: evil, body: "{}" });
      return status === 403 ? [] : [path];
    });
    expect(mutations.length).toBeGreaterThan(50);
    expect((await Promise.all(tried)).flat()).toEqual([]);
  });

  test.each([
    ["POST", "/api/import/upload?name=x.csv"],
    ["POST", "/api/export/users.csv"],
    ["PUT", "/anything"],
    ["DELETE", "/anything"],
  ])("can make nobody's browser send a %s to %s, signed in or not", async (method, path) => {
    const init = { method, headers: evil, ...(method === "POST" ? { body: "{}" } : {}) };
    expect((await (await tandem.admin()).fetch(path, init)).status).toBe(403);
  });

  test("cannot have a browser take an export along, neither in a window nor in a picture", async () => {
    const { cookies } = await tandem.admin();
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const ask = async (site: string, path = "/api/export/users.csv") => {
      const headers = { cookie, "sec-fetch-site": site };
      return (await fetch(`${tandem.localUrl}${path}`, { headers })).status;
    };
    // The router reads these as the same address.
    expect(await ask("cross-site", "/%61pi/export/users.csv")).toBe(403);
    expect(await ask("cross-site", "/api/expor%74/audit.csv")).toBe(403);
    expect([await ask("cross-site"), await ask("same-site"), await ask("same-origin")]).toEqual([
      403, 403, 200,
    ]);
  });

  test("is not believed that it is this one: what the browser says of it counts too", async () => {
    const ask = async (headers: Record<string, string>) => {
      const init = { method: "POST", headers: { ...headers, "content-type": "application/json" } };
      return (await fetch(`${tandem.localUrl}/trpc/portal.signOut`, init)).status;
    };
    const origin = tandem.localUrl;
    expect(await ask({ origin, "sec-fetch-site": "same-origin" })).toBe(200);
    expect(await ask({ origin, "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await ask({ origin: "null" })).toBe(403);
    expect(await ask({ origin: `${origin}.evil.example` })).toBe(403);
  });

  test("cannot make a change of a question: a mutation by GET is refused", async () => {
    const input = encodeURIComponent(JSON.stringify({ id: "u_1", reason: "evil" }));
    const response = await (await tandem.admin()).fetch(`/trpc/users.softDelete?input=${input}`);
    expect(response.status).toBe(405);
  });

  test("may not read what is answered, nor put it into a frame, a window of its own or a picture", async () => {
    const { headers } = await fetch(`${tandem.localUrl}/users`, { headers: { origin: evil.origin } });
    expect(headers.get("access-control-allow-origin")).toBeNull();
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("permissions-policy")).toBe("camera=(), geolocation=(), microphone=()");
  });
});

test("no page may run or show anything that was written into it: scripts and styles are files of this server", async () => {
  const policy = (await fetch(`${tandem.localUrl}/users`)).headers.get("content-security-policy") ?? "";
  expect(policy).not.toMatch(/unsafe|\*|https?:/u);
  for (const rule of [
    "script-src 'self'",
    "style-src 'self'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "trusted-types 'none'",
  ])
    expect(policy.split("; ")).toContain(rule);
});

test("who came by https is told to come so for a year; by http nobody is told", async () => {
  expect((await fetch(tandem.localUrl)).headers.get("strict-transport-security")).toBeNull();
  const secure = await startTestTandem({ env: { PUBLIC_URL: "https://desk.example.org" } });
  const { headers } = await fetch(secure.localUrl);
  expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
  await secure.close();
});

test("behind a proxy that is trusted and says https, cookies are Secure; whoever else says so is not believed", async () => {
  const sayHttps = async (url: string, token: string) => {
    const headers = { "content-type": "application/json", "x-forwarded-proto": "https" };
    const body = JSON.stringify({
      token,
      name: "Ada Admin",
      email: "ada@desk.example",
      password: "correct horse battery",
    });
    const { headers: got } = await fetch(`${url}/trpc/session.setUp`, { method: "POST", headers, body });
    return { cookie: got.getSetCookie()[0], hsts: got.get("strict-transport-security") };
  };
  const tokenOf = (url: string | null) => new URL(url ?? "").searchParams.get("token") ?? "";
  const trusting = await startTestTandem({ env: { TRUST_PROXY: "loopback" } });
  const secure = await sayHttps(trusting.localUrl, tokenOf(trusting.setUpUrl));
  expect(secure.cookie).toMatch(/^__Host-tandem_operator=.*; Secure/u);
  expect(secure.hsts).toBe("max-age=31536000");
  // A page that came by http has the same name, and anybody on the way can have written it.
  const { host } = new URL(trusting.localUrl);
  const from = async (origin: string) => {
    const headers = { origin, "content-type": "application/json", "x-forwarded-proto": "https" };
    return (await fetch(`${trusting.localUrl}/trpc/portal.signOut`, { method: "POST", headers })).status;
  };
  expect([await from(`https://${host}`), await from(`http://${host}`)]).toEqual([200, 403]);
  await trusting.close();
  const alone = await startTestTandem();
  const plain = await sayHttps(alone.localUrl, tokenOf(alone.setUpUrl));
  expect(plain.cookie).toMatch(/^tandem_operator=(?!.*Secure)/u);
  expect(plain.hsts).toBeNull();
  await alone.close();
});

test("the server sends nobody anywhere: no answer is a redirect, whatever is asked for", async () => {
  for (const path of [
    "//evil.example",
    "/%5cevil.example",
    "/portal/",
    "/sign-in?next=//evil.example",
    "/assets",
  ]) {
    const response = await fetch(`${tandem.localUrl}${path}`, { redirect: "manual" });
    expect([path, response.headers.get("location")]).toEqual([path, null]);
    expect(response.status).not.toSatisfy((status: number) => status >= 300 && status < 400);
  }
});
