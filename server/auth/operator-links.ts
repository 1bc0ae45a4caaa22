import { systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import { expected } from "../expected";
import type { DoorsOptions } from "./doors";
import { operatorLinksBy } from "./guess-keys";
import { hashToken } from "./tokens";
import { refuseTooMany } from "./too-many";

type Status = { why: string | null };

/** What the links of operators are good for, by their tokens: who tries out what is good for nothing waits longer each time. */
export function operatorLinks({ convex, address }: DoorsOptions) {
  const tandem = convex.as(systemActor);
  const by = operatorLinksBy(address);
  async function lookUp<Found extends Status>(look: () => Promise<Found>): Promise<Found> {
    refuseTooMany(await tandem.query(api.portalLimits.untilTold, { by }), "manyTries");
    const found = await look();
    if (found.why !== null) refuseTooMany(await tandem.mutation(api.portalLimits.tell, { by }), "manyTries");
    return found;
  }
  return {
    setUp: (token: string) =>
      lookUp(() => tandem.query(api.operatorSetUp.setUpStatus, { tokenHash: hashToken(token) })),
    invite: (token: string) =>
      lookUp(() => tandem.query(api.operatorInvites.status, { tokenHash: hashToken(token) })),
    reset: (token: string) =>
      lookUp(() => tandem.query(api.operatorResets.status, { tokenHash: hashToken(token) })),
  };
}

/** Before any password is judged or hashed: that is dear, and who holds no link could ask for it without end. */
export function refuseLink({ why }: Status): void {
  if (why !== null) throw expected({ code: "forbidden", message: why });
}
