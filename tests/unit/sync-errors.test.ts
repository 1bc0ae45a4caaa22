import { describe, expect, it } from "vitest";
import {
  PERMANENT_SYNC_ERRORS,
  SYNC_ERROR_CODES,
  classifyStatus,
  isTransient,
  isTransientAt,
} from "../../shared/sync-errors";

describe("which errors pass by themselves", () => {
  it("splits the classes into transient and permanent, with none in both", () => {
    expect(SYNC_ERROR_CODES.filter(isTransient)).toEqual([
      "unreachable",
      "timeout",
      "rate_limited",
      "server_error",
      "invalid_response",
    ]);
    expect(PERMANENT_SYNC_ERRORS.some(isTransient)).toBe(false);
  });

  it("gives an unreadable answer one second chance, and an outage as many as the schedule has", () => {
    expect(isTransientAt("invalid_response", 1)).toBe(true);
    expect(isTransientAt("invalid_response", 2)).toBe(false);
    expect(isTransientAt("server_error", 7)).toBe(true);
    expect(isTransientAt("validation", 1)).toBe(false);
  });
});

describe("the class of an answer", () => {
  it.each([
    [200, { success: true }, null],
    [204, undefined, null],
    [200, { status: "success", data: {} }, null],
    [302, undefined, "invalid_response"],
    [400, {}, "validation"],
    [401, {}, "unauthorized"],
    [402, { code: "PAYMENT_FAILED" }, "rejected"],
    [403, {}, "unauthorized"],
    [404, { code: "CONTACT_NOT_FOUND" }, "not_found"],
    [408, {}, "timeout"],
    [409, {}, "conflict"],
    [418, {}, "rejected"],
    [422, {}, "validation"],
    [429, {}, "rate_limited"],
    [500, {}, "server_error"],
    [503, "<html>", "server_error"],
  ])("HTTP %i with %j is %s", (status, body, code) => {
    expect(classifyStatus(status, body)).toBe(code);
  });

  it("believes the backend's own code before a vague 400", () => {
    expect(classifyStatus(400, { code: "EVENT_FULL" })).toBe("rejected");
    expect(classifyStatus(400, { code: "VALIDATION_ERROR" })).toBe("validation");
    expect(classifyStatus(400, { status: "error", code: "CONTACT_NOT_FOUND" })).toBe("not_found");
  });

  it("believes a refused key or a full house before any code", () => {
    expect(classifyStatus(401, { code: "VALIDATION_ERROR" })).toBe("unauthorized");
    expect(classifyStatus(429, { code: "VALIDATION_ERROR" })).toBe("rate_limited");
    expect(classifyStatus(500, { code: "VALIDATION_ERROR" })).toBe("server_error");
  });

  it.each([
    [{ success: false }, "rejected"],
    [{ success: false, code: "VALIDATION_ERROR" }, "validation"],
    [{ success: false, code: "CONTACT_NOT_FOUND" }, "not_found"],
    [{ success: false, code: "RATE_LIMIT_EXCEEDED" }, "rate_limited"],
    [{ success: false, code: "INTERNAL_ERROR" }, "server_error"],
    [{ success: false, code: "toString" }, "rejected"],
    [{ success: false, error: "no" }, "rejected"],
    [{ status: "error", code: "VALIDATION_ERROR" }, "validation"],
    [{ status: "success", data: { success: false, code: "CONFLICT" } }, "conflict"],
  ])("a 200 that says %j is a failure: %s", (body, code) => {
    expect(classifyStatus(200, body)).toBe(code);
  });
});
