import { z } from "zod";
import { operatorRoles } from "./permissions";

/** The people at the desk: inputs and outputs of the tRPC router `operators`. Times are ms since epoch. */

const Role = z.enum(operatorRoles);

export const OperatorRow = z.object({
  operatorId: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
  disabledAt: z.number().nullable(),
  secondFactor: z.boolean(),
  /** Whether they have come by the identity provider. */
  signOn: z.boolean(),
  seenAt: z.number().nullable(),
  /** Open now. */
  sessions: z.int(),
  joinedAt: z.number(),
});
export type OperatorRow = z.infer<typeof OperatorRow>;

export const OperatorsInput = z.object({ cursor: z.string().nullish() });
export const OperatorsPage = z.object({ rows: z.array(OperatorRow), nextCursor: z.string().nullable() });

/** Somebody who has a link by which they can become an operator. */
export const OperatorInvite = z.object({
  inviteId: z.string(),
  email: z.string(),
  role: Role,
  invitedBy: z.string(),
  expiresAt: z.number(),
});
export type OperatorInvite = z.infer<typeof OperatorInvite>;
export const OperatorInvites = z.array(OperatorInvite);

/** How long a link by which somebody becomes an operator is good for, in ms. */
export const INVITE_MS = 72 * 3_600_000;

export const InviteOperatorInput = z.object({
  email: z.email("Enter a full e-mail address, such as anna@example.org.").max(254),
  role: Role,
});
/** The link's token is shown once; only its hash is kept. */
export const NewInvite = z.object({ invite: OperatorInvite, token: z.string() });
export const InviteRef = z.object({ inviteId: z.string().min(1).max(100) });

export const OperatorRef = z.object({ operatorId: z.string().min(1).max(100) });
const reason = z.string().trim().min(3, "Say why, in at least 3 characters.").max(500);
export const ChangeRoleInput = OperatorRef.extend({ role: Role, reason });
export const OperatorActionInput = OperatorRef.extend({ reason });
export const EndSessionInput = OperatorRef.extend({ sessionId: z.string().min(1).max(100) });

/** How long a link by which an operator chooses another password is good for. */
export const RESET_MINUTES = { least: 30, usual: 60, most: 24 * 60 } as const;
export const MakeResetLinkInput = OperatorActionInput.extend({
  minutes: z.int().min(RESET_MINUTES.least).max(RESET_MINUTES.most),
});
/** The link's token is shown once; only its hash is kept. */
export const ResetLink = z.object({ token: z.string(), expiresAt: z.number() });
