import { findingKinds, type FindingCounts, type FindingKind } from "../../../shared/reconcile-api";
import type { LinkState } from "../../../shared/link-state";
import type { WithoutSystemFields } from "convex/server";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { LinkMove } from "./links";
import type { Sweep } from "./sweeps";

export type Finding = Omit<WithoutSystemFields<Doc<"sweepFindings">>, "sweep" | "foundAt">;

const worthTelling: ReadonlySet<string> = new Set<FindingKind & LinkState>([
  "drifted",
  "broken",
  "crm_only",
  "unlinked",
  "conflict",
]);

/** What the moves of rows mean to whoever reads the sweep's result. */
export function findingsOfMoves(moves: LinkMove[]): Finding[] {
  return moves.flatMap((move) => {
    const kind = kindOfMove(move);
    if (!kind) return [];
    const { link, from, row } = move;
    const about = { link, contactId: row.contactId, name: row.name, reason: row.reason };
    return [{ kind, ...about, from: from ?? undefined, to: row.state }];
  });
}

function kindOfMove({ from, row: { state } }: LinkMove): FindingKind | null {
  if (state === "linked") return from ? "healed" : null;
  return worthTelling.has(state) ? (state as FindingKind) : null;
}

/** Keeps what was found. Answers the sweep's new counts, for the caller to book with its progress. */
export async function recordFindings(
  ctx: MutationCtx,
  sweep: Sweep,
  findings: Finding[],
): Promise<FindingCounts> {
  for (const finding of findings) {
    await ctx.db.insert("sweepFindings", { ...finding, sweep: sweep._id, foundAt: Date.now() });
  }
  return addCounts(sweep.findings, findings);
}

/** Keeps what was found after the booking that led to it, or after the sweep's end. Nothing when it is forgotten by now. */
export async function addFindings(
  ctx: MutationCtx,
  sweepId: Id<"sweeps">,
  findings: Finding[],
): Promise<void> {
  const sweep = findings.length > 0 && (await ctx.db.get("sweeps", sweepId));
  if (!sweep) return;
  await ctx.db.patch("sweeps", sweepId, { findings: await recordFindings(ctx, sweep, findings) });
}

function addCounts(counts: FindingCounts, findings: Finding[]): FindingCounts {
  const added = (kind: FindingKind) => findings.filter((finding) => finding.kind === kind).length;
  return Object.fromEntries(findingKinds.map((kind) => [kind, counts[kind] + added(kind)])) as FindingCounts;
}
