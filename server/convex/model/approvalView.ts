import type { Approval } from "../../../shared/approval-api";
import type { Doc } from "../_generated/dataModel";

type Asked = { approval?: Stored | undefined; createdById?: string | undefined };
type Stored = NonNullable<Doc<"runs">["approval"] | Doc<"webhookReplayRuns">["approval"]>;
type Seen<Run extends Asked> = Approval & { plan: NonNullable<Run["approval"]>["plan"] };

/** The approval of a run as the console sees it; `null` of one that needs none. */
export function approvalView<Run extends Asked>({ approval, createdById }: Run): Seen<Run> | null {
  if (!approval) return null;
  const { over, expiresAt, mayChangePercent, plan, decided } = approval;
  return {
    ...{ over, expiresAt, mayChangePercent, plan, makerId: createdById ?? null },
    decided: decided ? told(decided) : null,
  };
}

const told = ({ verdict, by, at, reason }: NonNullable<Stored["decided"]>) => ({
  ...{ verdict, by, at, reason: reason ?? null },
});
