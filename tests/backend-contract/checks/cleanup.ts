import { type Topic, Differs } from "../check";
import { contactOf } from "../registering";
import type { Probe } from "../probe";
import { listContacts } from "../samples";

/** Comes last whatever happened before, and even when the run was stopped. */
export const cleanup: Topic = {
  name: "Cleaning up",
  checks: [
    {
      title: "Everybody who was made is archived",
      writes: true,
      async run(probe) {
        await findOthers(probe);
        const left: string[] = [];
        for (const id of probe.people.contactIds) if (!(await archived(probe, id))) left.push(id);
        if (left.length > 0) throw new Differs("all archived", `not archived: ${left.join(", ")}`);
        return `${probe.people.contactIds.length} archived`;
      },
    },
  ],
};

/** Whoever was made by a request whose answer did not say so, or never came. */
async function findOthers(probe: Probe): Promise<void> {
  const { people } = probe;
  const { contacts } = await listContacts(probe, { search: people.mark, limit: 100 });
  for (const { id, email } of contacts) if (people.hasMade(email)) people.note(id);
}

async function archived(probe: Probe, id: string): Promise<boolean> {
  await probe.ask({ method: "DELETE", path: `/crm/contacts/${encodeURIComponent(id)}` });
  try {
    return (await contactOf(probe, id)).status === "archived";
  } catch (error) {
    if (error instanceof Differs) return false;
    throw error;
  }
}
