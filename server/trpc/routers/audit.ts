import { z } from "zod";
import { AuditActors, AuditDetail, AuditListInput, AuditPage } from "../../../shared/audit-api";
import { ChainState } from "../../../shared/audit-chain-api";
import { api } from "../../convex/_generated/api";
import { operatorProcedure, router } from "../trpc";

const read = operatorProcedure("audit.read");

export const auditRouter = router({
  list: read
    .input(AuditListInput)
    .output(AuditPage)
    .query(({ ctx, input }) => ctx.convex.query(api.audit.page, { ...input, cursor: input.cursor ?? null })),

  get: read
    .input(z.object({ eventId: z.string().max(100) }))
    .output(AuditDetail)
    .query(({ ctx, input }) => ctx.convex.query(api.audit.get, input)),

  /** How far it can be proved. */
  chainState: operatorProcedure("audit.verify")
    .output(ChainState)
    .query(({ ctx }) => ctx.convex.query(api.auditChain.state, {})),

  /** Who can be chosen from, beside those of no account. */
  actors: read.output(AuditActors).query(({ ctx }) => ctx.convex.query(api.audit.actors, {})),
});
