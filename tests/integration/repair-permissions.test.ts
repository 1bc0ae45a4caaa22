import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import type { OperatorRole } from "../../shared/permissions";
import { Scene } from "./interleavings-harness";

let scene: Scene;
beforeEach(async () => void (scene = await Scene.open()));
afterEach(() => scene.store.close());

const someone = { id: "nobody", requestId: "r" };
const reasoned = { ...someone, reason: "Because" };
const pair = { ...reasoned, contactId: "obj_1" };
type As = { subject: string; name: string; role: OperatorRole };

/** Every repair, on somebody who does not exist: who may do it gets as far as finding that out. */
const repairs: Record<string, (as: As) => Promise<unknown>> = {
  resolveDrift: (as) =>
    scene.mutate(
      api.repairs.resolveDrift,
      { ...someone, choices: { phone: "crm" }, confirmOverwrite: true },
      as,
    ),
  archiveContact: (as) => scene.mutate(api.repairs.archiveContact, reasoned, as),
  invite: (as) => scene.mutate(api.repairs.invite, { ...reasoned, tokenHash: "hash" }, as),
  acceptMatch: (as) => scene.mutate(api.matchReview.accept, pair, as),
  rejectMatch: (as) => scene.mutate(api.matchReview.reject, pair, as),
  forgetRejection: (as) =>
    scene.mutate(api.matchReview.forgetRejection, { ...someone, contactId: "obj_1" }, as),
  trace: (as) => scene.query(api.tracing.facts, { id: "nobody" }, as),
};

describe.each(Object.keys(repairs))("%s", (name) => {
  test.each([
    ["viewer", "forbidden"],
    ["auditor", "forbidden"],
    ["support", "not_found"],
    ["admin", "not_found"],
  ] as const)("asked for by a %s about nobody is %s", async (role, code) => {
    const call = repairs[name]?.({ subject: "op_1", name: "Somebody", role });
    await expect(call).rejects.toMatchObject({ data: { code } });
  });
});
