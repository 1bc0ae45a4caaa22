import { describe, expect, test } from "vitest";
import { explain, type ExplainFacts } from "../../shared/explain";
import { Explanation } from "../../shared/explanation";
import { linkStates } from "../../shared/link-state";
import { SYNC_ERROR_CODES } from "../../shared/sync-errors";
import { aRow as row } from "../client/support";
import type { FieldRow, UserLink } from "../../shared/users-api";

const facts = (fields: Partial<UserLink>, more: Partial<ExplainFacts> = {}): ExplainFacts => ({
  ...{ row: row(fields), errorMessage: null, deletionReason: null, fields: [] },
  ...{ backendAway: false, isPossible: () => true },
  ...more,
});
const field = (name: FieldRow["field"], keeps: FieldRow["keeps"]): FieldRow => ({
  ...{ field: name, convex: "a", crm: "b", lastWebhook: null, lastWebhookAt: null },
  ...{ owner: "newest", keeps, differs: keeps !== null },
});

describe("why a person is in this state", () => {
  test.each(linkStates)("%s has a sentence that the console can word", (state) => {
    const explanation = explain(facts({ state, reason: "x" }));
    expect(Explanation.parse(explanation)).toEqual(explanation);
  });

  test("drifted names the fields that differ, and no others", () => {
    const fields = [field("phone", "crm"), field("email", null), field("lastName", "convex")];
    const { sentence } = explain(facts({ state: "drifted" }, { fields }));
    expect(sentence).toEqual({ key: "drifted", values: { fields: ["phone", "lastName"] } });
  });

  test("a row that still says linked is told as drifted when the CRM holds another value by now", () => {
    const { sentence } = explain(facts({ state: "linked" }, { fields: [field("phone", "crm")] }));
    expect(sentence).toEqual({ key: "drifted", values: { fields: ["phone"] } });
  });

  test("what the backend said is told where it is more than its error class", () => {
    const failed = facts({ state: "failed", errorCode: "timeout", attempts: 9 });
    const saidOf = (errorMessage: string) => explain({ ...failed, errorMessage }).sentence;
    const values = { errorCode: "timeout", attempts: 9 };
    expect(saidOf("The backend did not answer in time.")).toEqual({
      key: "gave_up",
      values: { ...values, said: null },
    });
    expect(saidOf("No answer within 8 s.")).toEqual({
      key: "gave_up",
      values: { ...values, said: "No answer within 8 s." },
    });
  });
});

describe("the one best action", () => {
  const best = (...given: Parameters<typeof facts>) => explain(facts(...given)).best;
  const resync = (key: string) => ({ action: "resync", key });

  test("nothing to do: linked, queued, running", () => {
    expect(best({ state: "linked" })).toBeNull();
    expect(best({ state: "pending", jobState: "queued" })).toBeNull();
    expect(best({ state: "pending", jobState: "running" })).toBeNull();
  });

  test("who waits can be tried again now, but not while the backend is left alone", () => {
    const waiting = { state: "pending", jobState: "waiting", errorCode: "timeout" } as const;
    expect(best(waiting)).toEqual(resync("try_again_now"));
    expect(best(waiting, { backendAway: true })).toBeNull();
    expect(explain(facts(waiting, { backendAway: true })).next).toBe("tries_again");
  });

  test.each(SYNC_ERROR_CODES.filter((code) => code !== "conflict"))("failed by %s: resync", (errorCode) => {
    expect(best({ state: "failed", errorCode })).toEqual(resync("resync_now"));
  });

  test("failed because the backend and the account disagree: somebody reviews who belongs together", () => {
    expect(best({ state: "failed", errorCode: "conflict" })).toEqual({ action: "reviewMatch" });
  });

  test("drifted: the owner's values are taken; where each side owns some, a resync takes both", () => {
    const fields = [field("phone", "crm"), field("email", null)];
    const take = { action: "resolveDrift", side: "crm", fields: ["phone"] };
    expect(best({ state: "drifted" }, { fields })).toEqual(take);
    const both = [...fields, field("lastName", "convex")];
    expect(best({ state: "drifted" }, { fields: both })).toEqual(resync("resync_now"));
  });

  test("matched by e-mail is reviewed; with one ID missing the two are linked", () => {
    expect(best({ state: "unlinked", reason: "matched_by_email" })).toEqual({ action: "reviewMatch" });
    expect(best({ state: "unlinked", reason: "backlink_missing" })).toEqual(resync("link_both_sides"));
  });

  test("whoever is on one side only is synced or invited, and what is gone comes back", () => {
    expect(best({ state: "convex_only" })).toEqual(resync("sync_to_backend"));
    expect(best({ state: "crm_only" })).toEqual({ action: "invite" });
    expect(best({ state: "broken", reason: "contact_archived" })).toEqual(resync("restore_contact"));
    expect(best({ state: "broken", reason: "contact_not_found" })).toEqual(resync("recreate_contact"));
    expect(best({ state: "deleted" })).toEqual({ action: "restore" });
  });

  test.each(["ambiguous_email", "contact_claimed_twice", "contact_names_another_user", "contact_mismatch"])(
    "a conflict (%s) is reviewed: no button could link the wrong people",
    (reason) => {
      expect(best({ state: "conflict", reason })).toEqual({ action: "reviewMatch" });
    },
  );

  test("what makes no sense now is not offered", () => {
    expect(best({ state: "crm_only" }, { isPossible: (action) => action !== "invite" })).toBeNull();
  });
});
