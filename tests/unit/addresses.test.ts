import { describe, expect, test } from "vitest";
import { z } from "zod";
import { EnvironmentSchema } from "../../server/config/variables";
import { appRouter } from "../../server/trpc/router";

/**
 * Every address that the server connects to comes from whoever starts it, who holds its keys too. What an operator or a
 * stranger enters is never connected to; should that change, this fails, and docs/threat-model.md needs its guard.
 */
type Procedures = Record<string, { _def: { inputs: z.ZodType[] } }>;
const procedures = appRouter._def.procedures as unknown as Procedures;

/** What a schema takes, as JSON Schema; of what that cannot say, nothing. */
const shapeOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });

/** The fields that are an address by their form or by their name. */
function addressesIn(shape: unknown, path = ""): string[] {
  if (typeof shape !== "object" || shape === null) return [];
  if ("format" in shape && shape.format === "uri") return [path];
  return Object.entries(shape).flatMap(([key, inner]) => [
    ...(path.endsWith("/properties") && /ur[il]$|host|endpoint|domain/iu.test(key) ? [`${path}/${key}`] : []),
    ...addressesIn(inner, `${path}/${key}`),
  ]);
}

/** What members' browsers are led to by a press, and the server never asks for: shared/organization.ts takes web pages only. */
const onlyShown = /\/organization\/properties\/(?:termsUrl|privacyUrl)$/u;

describe("addresses that the server connects to", () => {
  test("none is entered by an operator, a member or a stranger", () => {
    const inputs = Object.entries(procedures).flatMap(([path, { _def }]) =>
      _def.inputs.map((input) => ({ path, shape: shapeOf(input) })),
    );
    expect(inputs.length).toBeGreaterThan(60);
    const addresses = inputs.flatMap(({ path, shape }) => addressesIn(shape, path));
    expect(addresses.filter((address) => !onlyShown.test(address))).toEqual([]);
  });

  test("one would be seen by its form or its name", () => {
    const shape = shapeOf(z.object({ hook: z.url(), list: z.array(z.object({ webhookUrl: z.string() })) }));
    expect(addressesIn(shape)).toEqual(["/properties/hook", "/properties/list/items/properties/webhookUrl"]);
  });

  test("those of the environment are these, each with its guard", () => {
    const guards = {
      PUBLIC_URL: "Tandem's own; never connected to",
      CONVEX_URL: "the store; gets tokens of five minutes",
      BACKEND_URL: "private-addresses.test.ts",
      SMTP_URL: "mail only; no answer is shown",
      OIDC_ISSUER: "sign-on.md: https, no redirects",
    };
    const names = Object.keys(EnvironmentSchema.shape).filter((name) => /_URL$|ISSUER$/u.test(name));
    expect(names.sort()).toEqual(Object.keys(guards).sort());
  });
});
