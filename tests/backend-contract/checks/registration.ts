import { type Topic, demand } from "../check";
import { type Contact, formOf } from "../forms/contact";
import { isRefusal } from "../forms/failure";
import { frontendUserForm } from "../forms/frontend-user";
import { read } from "../forms/read";
import type { Probe } from "../probe";
import { type Registered, contactOf, register, trigger } from "../registering";

/** Who this run registers; the other checks look at them too. */
export const member = (probe: Probe): Promise<Registered> =>
  probe.once("a registered person", () => register(probe, "member", "first"));

const memberContact = (probe: Probe): Promise<Contact> =>
  probe.once("the contact of who registered", async () => contactOf(probe, (await member(probe)).contactId));

/** `POST /workflows/trigger` with `user_registration` and what it leaves behind. */
export const registration: Topic = {
  name: "Workflows",
  checks: [
    {
      title: "user_registration answers success, frontendUserId and contactId",
      writes: true,
      async run(probe) {
        return (await member(probe)).form;
      },
    },
    {
      title: "create-contact keeps what the person gave, and tags website_user and active",
      writes: true,
      async run(probe) {
        const contact = await memberContact(probe);
        const person = probe.people.person("member");
        const lost = (["email", "firstName", "lastName", "phone"] as const).filter(
          (field) => contact[field] !== person[field],
        );
        demand(lost.length === 0, "the person's own data", `others in ${lost.join(", ")}`);
        const missing = ["website_user", "active"].filter((tag) => !contact.tags?.includes(tag));
        demand(missing.length === 0, "tags website_user and active", `without ${missing.join(", ")}`);
        return formOf((await probe.get(`/crm/contacts/${contact.id}`)).json);
      },
    },
    {
      title: "create-frontend-user links the frontend user and the contact, both ways",
      writes: true,
      async run(probe) {
        const { frontendUserId, contactId } = await member(probe);
        const { convexUserId } = probe.people.person("member");
        const contact = await memberContact(probe);
        demand(contact.convexUserId === convexUserId, "convexUserId on the contact", "another or none");
        demand(contact.frontendUserId === frontendUserId, "frontendUserId on the contact", "another or none");
        const answer = await probe.get(`/frontend-users/${encodeURIComponent(frontendUserId)}`);
        const user = read(frontendUserForm, answer, "a frontend user");
        demand(user.crmContactId === contactId, "crmContactId on the frontend user", "another or none");
        demand(user.convexUserId === convexUserId, "convexUserId on the frontend user", "another or none");
      },
    },
    {
      title: "The same request with the same Idempotency-Key makes nobody else",
      writes: true,
      run: async (probe) => demandSame(await member(probe), await register(probe, "member", "first")),
    },
    {
      title: "The contact is upserted by e-mail, the frontend user by metadata.convexUserId",
      writes: true,
      run: async (probe) => demandSame(await member(probe), await register(probe, "member", "second")),
    },
    {
      title: "A registration without an e-mail is refused",
      writes: true,
      async run(probe) {
        const answer = await trigger(probe, "user_registration", {
          ...{ eventType: "account_created", source: "website", customerData: { firstName: "Backend" } },
          metadata: { convexUserId: probe.people.person("nobody").convexUserId },
        });
        demand(isRefusal(answer), "400, or success: false", `status ${answer.status}`);
      },
    },
    {
      title: "A trigger that no workflow has is refused",
      writes: true,
      async run(probe) {
        const answer = await trigger(probe, "backend_check_no_such_trigger", {});
        demand(isRefusal(answer), "an error, or success: false", `status ${answer.status}`);
      },
    },
    {
      title: "resend_welcome_email is taken",
      writes: true,
      async run(probe) {
        const { frontendUserId, contactId } = await member(probe);
        const { email } = probe.people.person("member");
        const answer = await trigger(probe, "resend_welcome_email", {
          ...{ frontendUserId, crmContactId: contactId, email, reason: "backend check" },
        });
        demand(answer.status === 200 && !isRefusal(answer), "success", `status ${answer.status}`);
      },
    },
  ],
};

function demandSame(one: Registered, other: Registered): void {
  demand(one.contactId === other.contactId, "the same contactId", "another");
  demand(one.frontendUserId === other.frontendUserId, "the same frontendUserId", "another");
}
