import { describe, expect, test } from "vitest";
import { explain } from "../../shared/explain";
import { Explanation } from "../../shared/explanation";
import { linkStates } from "../../shared/link-state";
import { aRow as row } from "../client/support";
import type { UserLink } from "../../shared/users-api";

const facts = (fields: Partial<UserLink>) => ({
  row: row(fields),
  errorMessage: null,
  deletionReason: null,
  fields: [],
});

describe("why a person is in this state", () => {
  test.each(linkStates)("%s has a sentence that the console can word", (state) => {
    const explanation = explain(facts({ state, reason: "x" }));
    expect(Explanation.parse(explanation)).toEqual(explanation);
  });

  test("drifted names the fields that differ, and no others", () => {
    const fields = (["phone", "email", "lastName"] as const).map((field) => ({
      ...{ field, convex: "a", crm: "b", lastWebhook: null, lastWebhookAt: null, keeps: null },
      differs: field !== "email",
    }));
    const { sentence, fix } = explain({ ...facts({ state: "drifted" }), fields });
    expect(sentence).toEqual({ key: "drifted", values: { fields: ["phone", "lastName"] } });
    expect(fix?.command).toBe("resync");
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
