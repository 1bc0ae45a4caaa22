import type { Actor } from "../convex-client";

/** The identity of a member in calls to Convex. */
export const memberActor = (convexId: string): Actor => ({
  kind: "member",
  id: convexId,
  name: "Member",
  role: "member",
});
