import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import type { Choices } from "../../shared/drift";
import { appErrorOf } from "../support/app-error";
import { crmStaff, importContact } from "../support/crm-staff";
import { newPerson } from "../support/people";
import { type TestTandem, startTestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";
import { admin as operator, failed, Scene } from "./interleavings-harness";

describe("taking a side", () => {
  let tandem: TestTandem;
  let admin: Visitor;
  let staff: ReturnType<typeof crmStaff>;
  beforeAll(async () => {
    tandem = await startTestTandem();
    admin = await tandem.admin();
    staff = crmStaff(tandem);
  });
  afterAll(() => tandem.close());

  const detailOf = (id: string) => admin.trpc.users.get.query({ id });
  const resolve = (id: string, choices: Choices, confirmOverwrite = false) =>
    admin.trpc.users.resolveDrift.mutate({ id, choices, confirmOverwrite });
  const linked = (id: string) =>
    expect.poll(async () => (await detailOf(id)).row.state, { timeout: 15_000 }).toBe("linked");

  /** Somebody linked, whose contact the CRM's staff has changed. */
  async function drifted(fields: Record<string, string>) {
    const form = newPerson();
    const { userId } = await tandem.visitor().trpc.portal.register.mutate(form);
    const contactId = (await detailOf(userId)).row.contactId ?? "";
    await staff.drift(contactId, fields);
    expect((await detailOf(userId)).row.state).toBe("drifted");
    return { userId, contactId, form };
  }

  test("of the CRM in the e-mail, which is the account's own, needs a confirmation that names the field", async () => {
    const email = `moved.${Date.now()}@klinik.example`;
    const { userId, form } = await drifted({ email });
    const { fields } = await detailOf(userId);
    expect(fields.find(({ field }) => field === "email")).toMatchObject({ differs: true, keeps: "convex" });
    expect(await appErrorOf(resolve(userId, { email: "crm" }))).toMatchObject({
      ...{ code: "needs_confirmation", field: "email" },
    });
    await resolve(userId, { email: "crm" }, true);
    await linked(userId);
    expect((await detailOf(userId)).user?.email).toBe(email);
    const signIn = (login: string) =>
      tandem.visitor().trpc.portal.signIn.mutate({ email: login, password: form.password });
    expect(await signIn(email)).toMatchObject({ userId });
    expect((await appErrorOf(signIn(form.email))).code).toBe("unauthenticated");
  });

  test("of the account, though the CRM knows the newer name, keeps the account's once that is confirmed", async () => {
    const { userId, contactId, form } = await drifted({ lastName: "Neu" });
    expect((await appErrorOf(resolve(userId, { lastName: "convex" }))).field).toBe("lastName");
    await resolve(userId, { lastName: "convex" }, true);
    await linked(userId);
    expect((await staff.read(contactId)).customProperties.lastName).toBe(form.lastName);
    const { jobs } = await detailOf(userId);
    expect(jobs[0]?.attempts[0]?.receipt).toMatchObject({
      before: { crm: { lastName: "Neu" } },
      written: { crm: { lastName: form.lastName } },
      agrees: true,
    });
  });

  test("that a resync would take anyway needs no confirmation; the choice is on the timeline", async () => {
    const { userId } = await drifted({ phone: "+4917611111111" });
    await resolve(userId, { phone: "crm" });
    await linked(userId);
    expect((await detailOf(userId)).user?.phone).toBe("+4917611111111");
    const { events } = await admin.trpc.users.timeline.query({ id: userId });
    expect(events.find(({ action }) => action === "resolve drift")?.summary).toBe(
      "Chose phone from the CRM.",
    );
  });

  test("field by field: one from each", async () => {
    const { userId, contactId, form } = await drifted({ lastName: "Neu", phone: "+4917622222222" });
    await resolve(userId, { lastName: "convex", phone: "crm" }, true);
    await linked(userId);
    expect((await detailOf(userId)).user).toMatchObject({ lastName: form.lastName, phone: "+4917622222222" });
    expect((await staff.read(contactId)).customProperties.lastName).toBe(form.lastName);
  });

  test("that has no value is refused: nobody deletes by choosing", async () => {
    const { userId } = await tandem.visitor().trpc.portal.register.mutate(newPerson({ phone: "" }));
    await staff.drift((await detailOf(userId)).row.contactId ?? "", { phone: "+4917633333333" });
    expect(await appErrorOf(resolve(userId, { phone: "convex" }, true))).toMatchObject({
      ...{ code: "invalid", field: "phone" },
    });
    await admin.trpc.users.resync.mutate({ id: userId });
    await linked(userId);
    expect((await detailOf(userId)).user?.phone).toBe("+4917633333333");
  });

  test("of the CRM is refused while another account has that e-mail", async () => {
    const other = newPerson();
    await tandem.visitor().trpc.portal.register.mutate(other);
    const { userId } = await drifted({ email: other.email });
    expect(await appErrorOf(resolve(userId, { email: "crm" }, true))).toMatchObject({
      ...{ code: "conflict", field: "email" },
    });
  });

  test("is judged by what the CRM holds now, as the console shows it, not by an older mirror", async () => {
    const { userId, contactId, form } = await drifted({ lastName: "Neu" });
    const { firstName, lastName, email } = form;
    const { phone, frontendUserId } = (await detailOf(userId)).user ?? {};
    const ids = { convexUserId: userId, frontendUserId: frontendUserId ?? "" };
    await importContact(tandem, contactId, { firstName, lastName, email, phone: phone ?? "", ...ids });
    expect((await detailOf(userId)).row.state).toBe("linked");
    expect(await appErrorOf(resolve(userId, { lastName: "convex" }))).toMatchObject({
      ...{ code: "needs_confirmation", field: "lastName" },
    });
  });

  test("is refused where the value that it replaces is not the one that was shown", async () => {
    const { userId, contactId } = await drifted({ lastName: "Neu" });
    const asked = { id: userId, choices: { lastName: "convex" as const }, shown: { lastName: "Neu" } };
    await staff.drift(contactId, { lastName: "Ganz-Neu" });
    const late = admin.trpc.users.resolveDrift.mutate({ ...asked, confirmOverwrite: true });
    expect(await appErrorOf(late)).toMatchObject({ code: "conflict", field: "lastName" });
    const shown = { lastName: "Ganz-Neu" };
    await admin.trpc.users.resolveDrift.mutate({ ...asked, shown, confirmOverwrite: true });
    await linked(userId);
  });

  test("does not overwrite what the CRM's staff has typed between the choice and the attempt", async () => {
    const { userId, contactId, form } = await drifted({ lastName: "Neu" });
    tandem.backend.setChaos({ mode: "unauthorized" });
    await resolve(userId, { lastName: "convex" }, true);
    const paused = async () => (await admin.trpc.settings.lane.query()).paused !== null;
    await expect.poll(paused, { timeout: 15_000 }).toBe(true);
    tandem.backend.setChaos({ mode: "ok" });
    await staff.drift(contactId, { lastName: "Ganz-Neu" });
    await admin.trpc.settings.resumeLane.mutate({ reason: "The key is mended" });
    await expect.poll(async () => (await detailOf(userId)).row.state, { timeout: 15_000 }).toBe("failed");
    const { jobs, row, repairs } = await detailOf(userId);
    expect(jobs[0]?.errorMessage).toMatch(/last name.*choose again/u);
    expect(row.errorCode).toBe("conflict");
    expect((await staff.read(contactId)).customProperties.lastName).toBe("Ganz-Neu");
    expect(repairs.resolveDrift.allowed).toBe(true);
    await resolve(userId, { lastName: "convex" }, true);
    await linked(userId);
    expect((await staff.read(contactId)).customProperties.lastName).toBe(form.lastName);
  });

  test("needs two sides that are linked", async () => {
    const { userId } = await tandem.visitor().trpc.portal.register.mutate(newPerson());
    await admin.trpc.users.softDelete.mutate({ id: userId, reason: "Asked by phone" });
    expect((await appErrorOf(resolve(userId, { phone: "crm" }))).code).toBe("conflict");
  });
});

describe("a choice, while workers and webhooks act", () => {
  let scene: Scene;
  beforeEach(async () => void (scene = await Scene.open()));
  afterEach(() => scene.store.close());

  const choose = (id: string, choices: Choices, confirmOverwrite = true) =>
    scene.mutate(api.repairs.resolveDrift, { id, choices, confirmOverwrite, requestId: "r" }, operator);
  const codeOf = (call: Promise<unknown>) =>
    call.then(
      () => "accepted",
      (error: { data?: { code?: string } }) => error.data?.code,
    );

  /** Somebody linked whose contact has another last name since. */
  async function drifted() {
    const person = await scene.linked();
    scene.clock.now += 60_000;
    await scene.deliver("contact.updated", { contactId: person.crmContactId, lastName: "Neu" });
    expect((await scene.personOf(person.userId)).row.state).toBe("drifted");
    return person;
  }

  test("queued -> queued: a second operator's choice joins the job that has not begun", async () => {
    const { userId } = await drifted();
    const first = await choose(userId, { lastName: "crm" });
    expect((await choose(userId, { lastName: "crm" })).jobId).toBe(first.jobId);
    expect((await scene.claimOne()).choices).toEqual({ lastName: "crm" });
  });

  test("queued -> queued: a contrary choice is refused, and the first stands", async () => {
    const { userId } = await drifted();
    await choose(userId, { lastName: "crm" });
    expect(await codeOf(choose(userId, { lastName: "convex" }))).toBe("conflict");
    expect((await scene.claimOne()).choices).toEqual({ lastName: "crm" });
  });

  test("plain resync queued -> queued: the choice is put on it", async () => {
    const { userId } = await drifted();
    const { jobId } = await scene.resync(userId);
    expect((await choose(userId, { lastName: "convex" })).jobId).toBe(jobId);
    expect((await scene.claimOne()).choices).toEqual({ lastName: "convex" });
  });

  test("running -> running: a choice comes too late and says when to try again", async () => {
    const { userId } = await drifted();
    await scene.resync(userId);
    await scene.claimOne();
    expect(await codeOf(choose(userId, { lastName: "convex" }))).toBe("conflict");
  });

  test("waiting -> waiting: nor does it change a job that has failed once", async () => {
    const { userId } = await drifted();
    await scene.resync(userId);
    await scene.settle(await scene.claimOne(), failed("timeout"));
    await expect(choose(userId, { lastName: "convex" })).rejects.toThrow(/under way/u);
  });

  test("a webhook between choice and attempt that settles the field is not overwritten", async () => {
    const { userId, frontendUserId } = await drifted();
    await choose(userId, { lastName: "convex" });
    scene.clock.now += 1_000;
    await scene.deliver("user.updated", { frontendUserId, lastName: "Ganz-Neu" });
    const work = await scene.claimOne();
    expect(work.user.profile.lastName).toBe("Ganz-Neu");
    const { contact } = await scene.personOf(userId);
    expect(contact?.lastName).toBe("Ganz-Neu");
  });

  test("somebody registers with the CRM's e-mail during the attempt: no two living accounts have one address", async () => {
    const { userId, crmContactId } = await scene.linked();
    const email = "zoe.2@klinik.example";
    scene.clock.now += 60_000;
    await scene.deliver("contact.updated", { contactId: crmContactId, email });
    await choose(userId, { email: "crm" });
    const work = await scene.claimOne();
    await scene.register();
    const readBack = scene.achieved(work, { email });
    await scene.settle(work, { ...readBack, user: { email } });
    const { row, user, jobs } = await scene.personOf(userId);
    expect(row).toMatchObject({ state: "failed", errorCode: "conflict" });
    expect(jobs[0]?.errorMessage).toContain("Another account");
    expect(user?.email).toBe("zoe.1@klinik.example");
  });

  test("a webhook between attempt and settlement: what the account heard is newer, so the job looks again", async () => {
    const { userId, frontendUserId } = await drifted();
    await choose(userId, { lastName: "crm" });
    const work = await scene.claimOne();
    scene.clock.now += 1_000;
    await scene.deliver("user.updated", { frontendUserId, firstName: "Zora", lastName: "Ganz-Neu" });
    const readBack = { ...scene.achieved(work), user: { lastName: "Neu" } };
    await scene.settle(work, {
      ...readBack,
      contact: { ...readBack.contact, lastName: "Neu", updatedAt: 1 },
    });
    expect((await scene.personOf(userId)).user?.lastName).toBe("Ganz-Neu");
  });
});
