import { describe, expect, test } from "vitest";
import { explain } from "../../shared/explain";
import { linkStates } from "../../shared/link-state";
import type { UserLink } from "../../shared/users-api";

const row = (fields: Partial<UserLink>): UserLink => ({
  ...{
    linkId: "l",
    userId: "u",
    contactId: "c",
    frontendUserId: null,
    name: "N",
    email: null,
    userStatus: "active",
  },
  ...{ jobState: null, errorCode: null, attempts: 0, nextAttemptAt: null, createdAt: 0, lastSyncAt: null },
  ...{
    lastWebhookAt: null,
    lastWebhookType: null,
    updatedAt: 0,
    state: "linked",
    reason: "in_sync",
    ...fields,
  },
});
const facts = (fields: Partial<UserLink>) => ({
  row: row(fields),
  errorMessage: null,
  deletionReason: null,
  fields: [],
});

describe("why a person is in this state, in words", () => {
  test.each(linkStates)("%s has a whole sentence without exclamation marks", (state) => {
    const { sentence } = explain(facts({ state, reason: "x" }));
    expect(sentence).toMatch(/^[A-Z].*\.$/su);
    expect(sentence).not.toMatch(/!|oops|something went wrong/iu);
  });

  test("drifted names the fields that differ", () => {
    const differing = (["phone", "lastName"] as const).map((field) => ({
      ...{ field, convex: "a", crm: "b", lastWebhook: null, lastWebhookAt: null, differs: true, keeps: null },
    }));
    const { sentence, fix } = explain({ ...facts({ state: "drifted" }), fields: differing });
    expect(sentence).toContain("phone and last name differ");
    expect(fix?.command).toBe("resync");
  });

  test("somebody waiting for the backend hears that nothing is lost and that it goes on by itself", () => {
    const { sentence, next } = explain(
      facts({ state: "pending", jobState: "waiting", errorCode: "timeout", attempts: 3 }),
    );
    expect(sentence).toContain("did not answer in time");
    expect(sentence).toContain("Attempt 3");
    expect(next).toContain("by itself");
  });

  test("a conflict offers no button that could link the wrong people", () => {
    for (const reason of [
      "ambiguous_email",
      "contact_claimed_twice",
      "contact_names_another_user",
      "contact_mismatch",
    ]) {
      expect(explain(facts({ state: "conflict", reason })).fix).toBeNull();
    }
  });
});
