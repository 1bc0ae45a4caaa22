import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { person } from "./reference-backend-harness";
import { startWithCourse } from "./reference-backend-course";

describe("whose a booking is", () => {
  it("a member's, who registered; their contact keeps what it knows", async () => {
    const { crm, book } = await startWithCourse();
    const ids = await crm.registerUser(person(), { idempotencyKey: "r" });
    const office = { email: "praxis@example.org", firstName: "Praxis", organization: "Praxis am Haff" };
    const booked = await book({ convexUserId: "convex_1", customer: office });
    expect(booked).toMatchObject({
      ...{ frontendUserId: ids.frontendUserId, contactId: ids.crmContactId, isGuestRegistration: false },
    });
    expect(await crm.getContact(ids.crmContactId)).toMatchObject({
      ...{ email: "person1@example.org", firstName: "Petra", company: "Praxis am Haff" },
    });
    expect((await crm.listContacts()).total).toBe(1);
  });

  it("a member's whose registration has not arrived yet: it finds the same account, and welcomes them then", async () => {
    const { crm, backend, book, mails } = await startWithCourse();
    const booked = await book({ convexUserId: "convex_1", customer: person().customer });
    const ids = await crm.registerUser(person(), { idempotencyKey: "r" });
    expect(ids).toMatchObject({ frontendUserId: booked.frontendUserId, crmContactId: booked.contactId });
    await backend.settled();
    expect(mails()).toHaveLength(2);
  });

  it("a guest's, the same at the next booking; an account with the e-mail takes it over", async () => {
    const { crm, book } = await startWithCourse();
    const guest = await book({ customer: { email: "Person1@example.org" } });
    const again = await book({ customer: { email: "person1@example.org" } });
    expect(again).toMatchObject({ frontendUserId: guest.frontendUserId, contactId: guest.contactId });
    expect(await crm.findFrontendUser("convex_1")).toBeNull();

    const ids = await crm.registerUser(person(), { idempotencyKey: "r" });
    expect(ids).toMatchObject({ frontendUserId: guest.frontendUserId, crmContactId: guest.contactId });
    expect(await crm.getContact(guest.contactId)).toMatchObject({ convexUserId: "convex_1" });
    expect(await crm.listBookings(ids.frontendUserId)).toHaveLength(2);
  });

  it("a guest's even with a member's e-mail, which anybody can type, until the member's account is written anew", async () => {
    const { crm, book } = await startWithCourse();
    const ids = await crm.registerUser(person(), { idempotencyKey: "r" });
    const guest = await book({
      customer: { email: "person1@example.org", firstName: "Somebody", organization: "Anywhere" },
    });
    expect(guest).toMatchObject({ isGuestRegistration: true, contactId: ids.crmContactId });
    expect(guest.frontendUserId).not.toBe(ids.frontendUserId);
    const contact = await crm.getContact(ids.crmContactId);
    expect(contact).toMatchObject({ firstName: "Petra" });
    expect(contact).not.toHaveProperty("company");
    expect(await crm.listBookings(ids.frontendUserId)).toEqual([]);
    await crm.registerUser(person(), { idempotencyKey: "again" });
    expect(await crm.listBookings(ids.frontendUserId)).toHaveLength(1);
  });

  it("of one person in the end, in whatever order they book and register", async () => {
    const step = fc.constantFrom("guest", "member", "register");
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        const { crm, book, close } = await startWithCourse({ capacity: null });
        const { customer, convexUserId } = person();
        for (const [n, what] of steps.entries()) {
          if (what === "register") await crm.registerUser(person(), { idempotencyKey: `r${n}` });
          else await book({ customer, ...(what === "member" ? { convexUserId } : {}) });
        }
        const ids = await crm.registerUser(person(), { idempotencyKey: "last" });
        const booked = steps.filter((what) => what !== "register").length;
        expect(await crm.listBookings(ids.frontendUserId)).toHaveLength(booked);
        expect(await crm.listContacts()).toMatchObject({
          total: 1,
          contacts: [{ id: ids.crmContactId, convexUserId, frontendUserId: ids.frontendUserId }],
        });
        await close();
      }),
      { numRuns: 15 },
    );
  });

  it("nobody's who is suspended", async () => {
    const { crm, book, request, taken } = await startWithCourse();
    const { frontendUserId } = await crm.registerUser(person(), { idempotencyKey: "r" });
    await request("PATCH", `/frontend-users/${frontendUserId}`, { status: "suspended" });
    await expect(book({ convexUserId: "convex_1" })).rejects.toMatchObject({
      backendCode: "USER_SUSPENDED",
    });
    expect(await taken()).toBe(0);
  });
});
