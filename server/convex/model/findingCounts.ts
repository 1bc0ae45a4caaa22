import { v } from "convex/values";
import { findingKinds, type FindingCounts, type FindingKind } from "../../../shared/reconcile-api";

const perKind = <Value>(value: Value) =>
  Object.fromEntries(findingKinds.map((kind) => [kind, value])) as Record<FindingKind, Value>;

/** How many findings of each kind a sweep has made, as its document keeps them. */
export const findingCounts = perKind(v.number());

export const noFindings = (): FindingCounts => perKind(0);
