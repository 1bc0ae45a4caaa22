import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newPerson } from "../support/people";
import { type TestTandem, startTestTandem } from "../support/tandem";

/** What strangers send that is no text, no name or no address: refused before anything is done, and nobody's failure. */
let tandem: TestTandem;
beforeAll(async () => {
  tandem = await startTestTandem();
});
afterAll(() => tandem.close());

describe("what nobody can read", () => {
  test("an address that cannot be decoded is answered like everything else, and not repeated", async () => {
    const response = await fetch(`${tandem.localUrl}/users/%ff<script>`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      code: "invalid",
      message: "The server cannot read this request.",
    });
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'self'");
  });

  test.each([
    ["portal.signIn", { email: "a\ud800@x.example", password: "x" }],
    ["portal.register", { firstName: "A\ud800" }],
    ["session.signIn", { email: "x", password: "\udfff" }],
    ["portal.withdrawCheckout", { key: { deep: [["\ud800"]] } }],
  ])("half of a character in %s is refused, and no failure of the server", async (procedure, input) => {
    const before = tandem.logLines.filter((line) => line.includes("call failed")).length;
    const init = {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(input),
    };
    const response = await fetch(`${tandem.localUrl}/trpc/${procedure}`, init);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("half of a character");
    expect(tandem.logLines.filter((line) => line.includes("call failed"))).toHaveLength(before);
  });

  test("brackets within brackets without end are refused too", async () => {
    const body = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    const init = { method: "POST", headers: { "content-type": "application/json" }, body };
    expect((await fetch(`${tandem.localUrl}/trpc/portal.signIn`, init)).status).toBe(400);
  });

  test.each(["Z\u0000oe", "Zoe\u202Eeimad", "Z\noe"])("nobody is called %j", async (firstName) => {
    const asked = tandem.visitor().trpc.portal.register.mutate(newPerson({ firstName }));
    await expect(asked).rejects.toThrow(/Leave out characters that cannot be seen/u);
    const joining = { token: "x", name: firstName, password: "quiet lantern over harbour" };
    const joined = tandem.visitor().trpc.session.acceptInvite.mutate(joining);
    await expect(joined).rejects.toThrow(/Leave out characters that cannot be seen/u);
  });
});
