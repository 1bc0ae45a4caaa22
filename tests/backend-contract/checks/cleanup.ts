import { type Topic, Differs } from "../check";
import { contactOf } from "../registering";
import type { Probe } from "../probe";

/** Comes last whatever happened before, and even when the run was stopped. */
export const cleanup: Topic = {
  name: "Cleaning up",
  checks: [
    {
      title: "Everybody who was made is archived",
      writes: true,
      async run(probe) {
        const left: string[] = [];
        for (const id of probe.people.contactIds) if (!(await archived(probe, id))) left.push(id);
        if (left.length > 0) throw new Differs("all archived", `not archived: ${left.join(", ")}`);
        return `${probe.people.contactIds.length} archived`;
      },
    },
  ],
};

async function archived(probe: Probe, id: string): Promise<boolean> {
  await probe.ask({ method: "DELETE", path: `/crm/contacts/${encodeURIComponent(id)}` });
  try {
    return (await contactOf(probe, id)).status === "archived";
  } catch (error) {
    if (error instanceof Differs) return false;
    throw error;
  }
}
