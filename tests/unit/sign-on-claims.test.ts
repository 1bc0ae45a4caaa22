import type { IDToken } from "openid-client";
import { describe, expect, test } from "vitest";
import { isEnough, readClaims, readRoles, type ClaimRules } from "../../server/auth/sign-on/claims";

const rules: ClaimRules = { trustEmail: false, mfaAcr: [], roleClaim: null, roles: [] };
const token = (more: object = {}): IDToken => ({
  ...{ iss: "https://login.example.org", sub: "s1", aud: "tandem", iat: 0, exp: 1 },
  ...more,
});
const read = (more: object, given: Partial<ClaimRules> = {}) =>
  readClaims(token(more), null, { ...rules, ...given });

describe("whether an address is verified", () => {
  test.each([
    [{ email_verified: true }, true],
    [{ email_verified: "true" }, true],
    [{ email_verified: false }, false],
    [{ email_verified: "yes" }, false],
    [{ email_verified: 1 }, false],
    [{}, false],
  ])("%j", (said, expected) => {
    expect(read(said).emailVerified).toBe(expected);
  });

  test("is taken on trust only where nothing is said about it", () => {
    expect(read({}, { trustEmail: true }).emailVerified).toBe(true);
    expect(read({ email_verified: false }, { trustEmail: true }).emailVerified).toBe(false);
  });
});

describe("whether a second factor was asked for", () => {
  test.each([
    [{ amr: ["pwd", "mfa"] }, true],
    [{ amr: ["pwd", "otp"] }, false],
    [{ amr: "mfa" }, false],
    [{ acr: "urn:two" }, true],
    [{ acr: "urn:one" }, false],
    [{}, false],
  ])("%j", (said, expected) => {
    expect(read(said, { mfaAcr: ["urn:two"] }).secondFactor).toBe(expected);
  });
});

describe("the role that groups give", () => {
  const roles = readRoles(["leads=admin", "cn=desk=support"]);
  const roleOf = (groups: unknown) => read({ groups }, { roleClaim: "groups", roles }).role;

  test("is the first that matches, of a list or of a single one", () => {
    expect(roleOf(["cn=desk", "leads"])).toBe("admin");
    expect(roleOf("cn=desk")).toBe("support");
  });

  test("is none of groups that nobody has thought of, or of what is no group", () => {
    for (const groups of [["Leads"], [], undefined, null, { leads: true }, "leads, cooks"]) {
      expect(roleOf(groups)).toBeNull();
    }
  });
});

test("what the provider says when it is asked once more adds to the token, and contradicts it nowhere", () => {
  const more = { sub: "s1", email: "late@x.example", email_verified: true, name: "Late" };
  expect(readClaims(token({ name: "Token" }), more, rules)).toMatchObject({
    ...{ subject: "s1", email: "late@x.example", emailVerified: true, name: "Token" },
  });
  expect(isEnough(token(), rules)).toBe(false);
  expect(isEnough(token({ email: "a@b.example" }), rules)).toBe(true);
  expect(isEnough(token({ email: "a@b.example" }), { ...rules, roleClaim: "groups" })).toBe(false);
});

test("when they gave their password is known in ms, or not at all", () => {
  expect(read({ auth_time: 5 }).authenticatedAt).toBe(5_000);
  expect(read({ auth_time: "5" }).authenticatedAt).toBeNull();
});
