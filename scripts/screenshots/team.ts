import { joinAs } from "../../tests/support/operators";
import { startRunOverHttp } from "../../tests/support/runs";
import type { TestTandem } from "../../tests/support/tandem";
import type { Visitor } from "../../tests/support/visitor";

type Trpc = Visitor["trpc"];

/** Somebody at the desk who sees little and changes nothing. */
export const joinAsViewer = async (desk: TestTandem): Promise<Visitor> =>
  (await joinAs(desk, "viewer")).visitor;

/** Contacts without an account that can be invited. */
async function findStrangers(trpc: Trpc): Promise<string[]> {
  const { rows } = await trpc.users.list.query({ states: ["crm_only"], limit: 20 });
  const found = await Promise.all(rows.map(({ linkId }) => trpc.users.get.query({ id: linkId })));
  return found.filter(({ repairs }) => repairs.invite.allowed).map(({ row }) => row.linkId);
}

/**
 * Links that nobody has opened yet: one to join the desk by, and one by which a contact gets an account. `stranger` is
 * another contact.
 */
export async function leaveInvites(trpc: Trpc) {
  const [stranger = "", invited = ""] = await findStrangers(trpc);
  const { token: inviteToken } = await trpc.operators.invite.mutate({
    ...{ email: "hanna.wolters@desk.example", role: "support" },
  });
  const { path } = await trpc.users.invite.mutate({ id: invited, reason: "Asked for an account by phone." });
  return { stranger, inviteToken, invitation: path.split("=").at(-1) ?? "" };
}

/** A run that takes something away from more people than one admin may decide about alone. */
export async function askForApproval(trpc: Trpc): Promise<string> {
  const { version, settings } = await trpc.settings.get.query();
  const approval = { ...settings.approval, over: 25 };
  await trpc.settings.update.mutate({ version, settings: { ...settings, approval } });
  const { rows } = await trpc.users.list.query({ states: ["convex_only"], limit: 30 });
  const selection = { by: "ids" as const, linkIds: rows.map(({ linkId }) => linkId) };
  const about = { name: "Clinic closed", reason: "The clinic in Torgelow has closed (ticket 4802)." };
  const { runId } = await startRunOverHttp(
    { trpc },
    { ...about, action: "soft_delete", selection, options: { typedCount: rows.length } },
  );
  return runId;
}
