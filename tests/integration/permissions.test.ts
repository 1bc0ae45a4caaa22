import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appRouter } from "../../server/trpc/router";
import { tokenScopes } from "../../shared/api-tokens-api";
import { mayDo, operatorRoles, type OperatorRole } from "../../shared/permissions";
import { scriptOf } from "../support/api-tokens";
import { joinAs } from "../support/operators";
import { type Needs, procedureRights, rightsByName, routeRights } from "../support/right-table";
import { startTestTandem, type TestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";

/** Every door of the server for operators, tried by each role and by nobody, over real HTTP. */
let tandem: TestTandem;
const people = new Map<OperatorRole | "nobody", Visitor>();
beforeAll(async () => {
  tandem = await startTestTandem();
  people.set("nobody", tandem.visitor());
  for (const role of operatorRoles) people.set(role, (await joinAs(tandem, role)).visitor);
});
afterAll(() => tandem.close());

type Known = Record<string, { _def: { type: "query" | "mutation" | "subscription" } }>;
/** By path, whatever the router's type says of their nesting. */
const types = Object.fromEntries(
  Object.entries(appRouter._def.procedures as unknown as Known).map(([path, { _def }]) => [path, _def.type]),
);

/** A question that nobody can answer: whoever may ask it is told so, and the others that they may not. */
function callProcedure(path: string, { fetch }: Visitor): Promise<Response> {
  if (types[path] === "mutation") return fetch(`/trpc/${path}`, { ...posted, body: '"nonsense"' });
  return fetch(`/trpc/${path}?input=${encodeURIComponent('"nonsense"')}`);
}
const posted = { method: "POST", headers: { "content-type": "application/json" } };

/** The same of a route; nothing is uploaded and no file is made of what does not exist. */
function callRoute(route: string, { fetch }: Visitor): Promise<Response> {
  const [method = "", path = ""] = route.split(/:(?=\/)/u);
  const address = path.replace(":runId", "nothing");
  if (path.endsWith("/upload")) {
    return fetch(address, { method, headers: { "content-type": "application/octet-stream" }, body: "x" });
  }
  return method === "POST"
    ? fetch(address, { ...posted, body: "{}" })
    : fetch(`${address}?filter=nonsense&selection=nonsense`);
}

/** What the table says somebody is told: 401, 403, or `let in`, however the call goes on from there. */
function expected(needs: Needs, role: OperatorRole | "nobody"): number | "let in" {
  if (needs === "anyone") return "let in";
  if (role === "nobody" || needs === "member") return 401;
  return mayDo(role, needs) ? "let in" : 403;
}

async function told(call: Promise<Response>): Promise<number | "let in"> {
  const response = await call;
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
  const status = isStream ? await firstStatus(response) : response.status;
  if (!isStream) await response.body?.cancel();
  return status === 401 || status === 403 ? status : "let in";
}

/** A stream is opened before anybody looks who asks; its first message says why it ends. */
async function firstStatus({ body }: Response): Promise<number> {
  let text = "";
  for await (const chunk of body ?? []) {
    text += new TextDecoder().decode(chunk);
    const status = /"httpStatus":(?<status>\d+)/u.exec(text)?.groups?.status;
    if (status) return Number(status);
  }
  throw new Error(`The stream ended without a status: ${text}`);
}

describe("what the table says is what happens", () => {
  test("and it has every procedure there is", () => {
    expect(
      rightsByName(procedureRights)
        .map(([path]) => path)
        .sort(),
    ).toEqual(Object.keys(types).sort());
  });

  test("and every address at which the server answers operators", async () => {
    const known = rightsByName(routeRights).map(([route]) => route.replace(/^[A-Z]+:/u, ""));
    expect([...new Set(known)].sort()).toEqual(await addressesInSource());
  });

  test.each(rightsByName(procedureRights))("%s needs %s", async (path, needs) => {
    for (const [role, visitor] of people) {
      // An open door for everybody is not tried by those whose session it could end.
      if (needs === "anyone" && role !== "nobody") continue;
      expect(await told(callProcedure(path, visitor)), `as ${role}`).toBe(expected(needs, role));
    }
  });

  test.each(rightsByName(routeRights))("%s needs %s", async (route, needs) => {
    for (const [role, visitor] of people) {
      expect(await told(callRoute(route, visitor)), `as ${role}`).toBe(expected(needs, role));
    }
  });
});

/** Every door again, tried by an admin's tokens: one for all but what the door needs, and one for that alone. */
describe("a token opens what it is for and no more", () => {
  const without = new Map<Needs, Visitor>();
  const only = new Map<Needs, Visitor>();
  const everything = "everything a token can be for" as Needs;
  const doors = [...rightsByName(procedureRights), ...rightsByName(routeRights)];
  beforeAll(async () => {
    const admin = await tandem.admin();
    const scopesOfAdmin = tokenScopes.filter((scope) => mayDo("admin", scope));
    const { visitor: other } = await joinAs(tandem, "admin");
    const make = async (maker: Visitor, scopes: typeof tokenScopes) =>
      (await scriptOf(maker, tandem.url, { scopes, unattended: true })).visitor;
    without.set(everything, await make(admin, scopesOfAdmin));
    for (const scope of scopesOfAdmin) {
      const others = scopesOfAdmin.filter((each) => each !== scope);
      without.set(scope, await make(admin, others));
      only.set(scope, await make(other, [scope]));
    }
  });

  test.each(doors)("%s, which needs %s", async (door, needs) => {
    const call = (visitor: Visitor) =>
      told(door in types ? callProcedure(door, visitor) : callRoute(door, visitor));
    const stranger = without.get(needs) ?? without.get(everything);
    if (!stranger) throw new Error("There is a token for everything.");
    const refused = needs === "anyone" ? "let in" : needs === "member" ? 401 : 403;
    expect(await call(stranger)).toBe(refused);
    const holder = only.get(needs);
    if (holder) expect(await call(holder)).toBe("let in");
  });
});

/** The addresses below /api that are written anywhere in the server, but for those that programs call. */
async function addressesInSource(): Promise<string[]> {
  const folder = join(import.meta.dirname, "../../server");
  const files = (await readdir(folder, { recursive: true })).filter(
    (file) => file.endsWith(".ts") && !/^(?:embedded|reference-backend|demo|convex)\//u.test(file),
  );
  const sources = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  const found = sources.flatMap(
    (source) => source.match(/(?<=")\/api\/(?:export|import)\/[^"]+(?=")/gu) ?? [],
  );
  return [...new Set(found)].sort();
}
