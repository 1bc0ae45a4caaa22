import { describe, expect, it, test } from "vitest";
import { readWebhook } from "../../shared/backend-api";

const read = (body: unknown) => readWebhook(JSON.stringify(body));
const user = { frontendUserId: "frontend_user_1" };

describe("both body forms", () => {
  it("reads the short form, whose ID and time are in the headers", () => {
    expect(read({ event: "user.updated", data: { ...user, extra: 1 } })).toEqual({
      type: "user.updated",
      data: user,
    });
  });

  it("reads the long form", () => {
    const body = { id: "evt_1", type: "contact.deleted", timestamp: "2024-01-01T00:00:00Z" };
    expect(read({ ...body, data: { crmContactId: "obj_1" } })).toEqual({
      ...{ eventId: "evt_1", type: "contact.deleted", eventAt: 1704067200000 },
      data: { contactId: "obj_1" },
    });
  });

  it.each([
    [1704067200000],
    ["2024-01-01T01:00:00+01:00"],
    ["2024-01-01T00:00:00.000"],
    ["2024-01-01T00:00:00"],
  ])("reads the time %j, as UTC when it has no offset", (timestamp) => {
    expect(read({ type: "x", timestamp, data: user })?.eventAt).toBe(1704067200000);
  });

  it("takes IDs and phone numbers that come as numbers", () => {
    const data = { frontendUserId: 7, phone: 4915112345678 };
    expect(read({ type: "user.updated", data })?.data).toEqual({
      frontendUserId: "7",
      phone: "4915112345678",
    });
  });

  it("takes nothing from what is null, and an empty value as gone", () => {
    const data = { ...user, contactId: "", phone: "", email: "", lastName: null };
    expect(read({ type: "user.updated", data })).toEqual({
      type: "user.updated",
      data: { ...user, phone: "", email: "" },
    });
  });
});

describe("data that cannot be right is named, and the rest is read", () => {
  const cases: Array<[string, object, string]> = [
    ["a name that is an object", { ...user, lastName: { de: "Neu" } }, "lastName"],
    ["an e-mail that is none", { ...user, email: "zoe at klinik" }, "email"],
    ["an e-mail that is a list", { ...user, email: ["a@b.example"] }, "email"],
    ["a name too long to be one", { ...user, firstName: "x".repeat(201) }, "firstName"],
    ["a phone that is true", { ...user, phone: true }, "phone"],
    ["nobody at all", { lastName: "Neu" }, "frontendUserId"],
  ];
  test.each(cases)("%s", (_what, data, field) => {
    const event = read({ type: "user.updated", data });
    expect(event?.failure).toMatchObject({ field, message: expect.stringMatching(/\.$/u) });
    expect(event?.data).not.toHaveProperty(field);
    if ("frontendUserId" in data) expect(event?.data.frontendUserId).toBe(user.frontendUserId);
  });

  test("a contact event that names no contact", () => {
    expect(read({ type: "contact.updated", data: { email: "a@b.example" } })?.failure?.field).toBe(
      "contactId",
    );
  });

  test("data that is no object, and a time that is none", () => {
    expect(read({ type: "user.updated", data: [1] })?.failure?.field).toBe("data");
    expect(read({ type: "user.updated", data: user, timestamp: "soon" })?.failure?.field).toBe("timestamp");
  });
});

test.each([["[1, 2"], ["null"], ["[]"], ["{}"], ['{"type":7,"data":{}}'], ['{"type":"x","id":7,"data":{}}']])(
  "%s is no event",
  (body) => expect(readWebhook(body)).toBeNull(),
);
