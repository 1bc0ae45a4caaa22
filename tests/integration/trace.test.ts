import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Trace } from "../../shared/repairs-api";
import { appErrorOf } from "../support/app-error";
import { crmStaff, importUser } from "../support/crm-staff";
import { newPerson } from "../support/people";
import { type TestTandem, startTestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";

let tandem: TestTandem;
let admin: Visitor;
let staff: ReturnType<typeof crmStaff>;
beforeAll(async () => {
  tandem = await startTestTandem();
  admin = await tandem.admin();
  staff = crmStaff(tandem);
});
beforeEach(() => void tandem.backend.setChaos({ mode: "ok" }));
afterAll(() => tandem.close());

const register = async () => (await tandem.visitor().trpc.portal.register.mutate(newPerson())).userId;
const detailOf = (id: string) => admin.trpc.users.get.query({ id });
const drifted = async () => {
  const userId = await register();
  const contactId = (await detailOf(userId)).row.contactId ?? "";
  await staff.drift(contactId, { lastName: "Neu" });
  return { userId, contactId };
};
const told = ({ steps }: Trace) => steps.map(({ step, status }) => `${step}: ${status}`);
const valueAt = ({ steps }: Trace, at: string, name: string) =>
  steps.find(({ step }) => step === at)?.values.find((each) => each.name === name)?.value;

describe("a dry trace", () => {
  test("goes step by step up to what would be written, and writes nothing", async () => {
    const { userId, contactId } = await drifted();
    const trace = await admin.trpc.users.trace.query({ id: userId });
    expect(told(trace)).toEqual([
      ...["find: ok", "match: ok", "compare: ok", "plan: ok"],
      ...["write: skipped", "read_back: skipped"],
    ]);
    expect(trace).toMatchObject({ dryRun: true, job: null });
    expect(valueAt(trace, "find", "CRM contact ID")).toBe(contactId);
    expect(trace.steps.find(({ step }) => step === "compare")?.sentence).toBe(
      "These fields differ: last name.",
    );
    expect(valueAt(trace, "compare", "last name, CRM")).toBe("Neu");
    expect(valueAt(trace, "plan", "last name, to the account")).toBe("Neu");
    expect((await detailOf(userId)).row.state).toBe("drifted");
    expect((await detailOf(userId)).jobs).toHaveLength(1);
  });

  test("with the backend down says at which step it failed, and shows what was last known", async () => {
    const { userId } = await drifted();
    tandem.backend.setChaos({ mode: "down" });
    const trace = await admin.trpc.users.trace.query({ id: userId });
    expect(told(trace)).toContain("compare: failed");
    expect(trace.steps.find(({ step }) => step === "compare")?.sentence).toContain("could not be reached");
    expect(valueAt(trace, "compare", "last name, CRM")).toBe("Neu");
  });

  test("of a contact without account ends at the plan, saying why", async () => {
    const contact = await staff.create({ email: "alone@klinik.example", firstName: "Anna" });
    const trace = await admin.trpc.users.trace.query({ id: contact.id });
    expect(told(trace)).toContain("plan: skipped");
    expect(trace.steps.find(({ step }) => step === "plan")?.sentence).toContain("no account");
  });

  test("goes by the sides that somebody has chosen, while their job is open", async () => {
    const { userId } = await drifted();
    tandem.backend.setChaos({ mode: "error" });
    await admin.trpc.users.resolveDrift.mutate({
      ...{ id: userId, choices: { lastName: "convex" }, confirmOverwrite: true },
    });
    const trace = await admin.trpc.users.trace.query({ id: userId });
    const { lastName } = (await detailOf(userId)).user ?? {};
    expect(valueAt(trace, "plan", "last name, to the CRM")).toBe(lastName);
    expect(valueAt(trace, "plan", "last name, to the account")).toBeUndefined();
    expect(trace.steps.find(({ step }) => step === "plan")?.sentence).toContain("open already");
  });

  test("of somebody not registered, or matched by e-mail only, lists what goes where", async () => {
    const id = await importUser(tandem, "unregistered", { email: "new@klinik.example", lastName: "Neu" });
    const registering = await admin.trpc.users.trace.query({ id });
    expect(valueAt(registering, "plan", "e-mail, to the CRM")).toBe("new@klinik.example");
    expect(valueAt(registering, "plan", "last name, to the CRM")).toBe("Neu");
    expect(valueAt(registering, "plan", "Convex user ID, to the CRM")).toBe(id);
    const contact = await staff.create({ email: "new@klinik.example", firstName: "Anna" });
    const linking = await admin.trpc.users.trace.query({ id });
    expect(valueAt(linking, "plan", "CRM contact ID, to the account")).toBe(contact.id);
    expect(valueAt(linking, "plan", "Convex user ID, to the CRM")).toBe(id);
  });

  test("of an archived contact says that it becomes active again", async () => {
    const { userId, contactId } = await drifted();
    await staff.edit(contactId, { status: "archived" });
    const trace = await admin.trpc.users.trace.query({ id: userId });
    expect(valueAt(trace, "plan", "status, to the CRM")).toBe("active");
    expect(valueAt(trace, "plan", "Convex user ID, to the CRM")).toBe(userId);
  });

  test("of nobody is not found", async () => {
    expect((await appErrorOf(admin.trpc.users.trace.query({ id: "nobody" }))).code).toBe("not_found");
  });
});

describe("a trace for real", () => {
  test("does what the dry one announced, and ends with what was read back", async () => {
    const { userId } = await drifted();
    const trace = await admin.trpc.users.traceForReal.mutate({ id: userId });
    expect(told(trace)).toEqual([
      ...["find: ok", "match: ok", "compare: ok", "plan: ok"],
      ...["write: ok", "read_back: ok"],
    ]);
    expect(valueAt(trace, "write", "last name, account")).toBe("Neu");
    expect(valueAt(trace, "read_back", "last name, account")).toBe("Neu");
    expect(trace.job).toMatchObject({ state: "succeeded", receipt: { agrees: true } });
    expect((await detailOf(userId)).row.state).toBe("linked");
  });

  test("with the backend down tells the attempt's own failure; the job goes on by itself", async () => {
    const { userId } = await drifted();
    tandem.backend.setChaos({ mode: "down" });
    const trace = await admin.trpc.users.traceForReal.mutate({ id: userId });
    expect(told(trace)).toContain("write: failed");
    expect(trace.job).toMatchObject({ receipt: null });
    tandem.backend.setChaos({ mode: "ok" });
    await admin.trpc.users.resync.mutate({ id: userId });
    await expect.poll(async () => (await detailOf(userId)).row.state, { timeout: 15_000 }).toBe("linked");
  });

  test("of a job that has failed before tells of its own attempt, not of the one before", async () => {
    const { userId } = await drifted();
    tandem.backend.setChaos({ mode: "error" });
    expect(told(await admin.trpc.users.traceForReal.mutate({ id: userId }))).toContain("write: failed");
    tandem.backend.setChaos({ mode: "ok" });
    const trace = await admin.trpc.users.traceForReal.mutate({ id: userId });
    expect(told(trace)).toEqual(expect.arrayContaining(["write: ok", "read_back: ok"]));
    expect(valueAt(trace, "write", "last name, account")).toBe("Neu");
  });

  test("of somebody soft-deleted writes nothing", async () => {
    const userId = await register();
    await admin.trpc.users.softDelete.mutate({ id: userId, reason: "Asked by phone" });
    const trace = await admin.trpc.users.traceForReal.mutate({ id: userId });
    expect(told(trace)).toContain("plan: skipped");
    expect(trace.job).toBeNull();
  });
});
