import type { PlannedKind, RunPreview } from "../../../../shared/runs-api";
import { whyWords } from "../../users/why-words";
import { changeWords, planUsers } from "../action-words";
import { t } from "./words";

/** What is another number in the new plan than in the one that was seen, a sentence for each. */
export function planChanges(seen: RunPreview, now: RunPreview): string[] {
  const before = countsOf(seen.kinds);
  const after = countsOf(now.kinds);
  const names = [...new Set([...after.keys(), ...before.keys()])];
  return [
    ...(seen.count === now.count ? [] : [t("became", { before: planUsers(seen), after: planUsers(now) })]),
    ...names.flatMap((name) => moved(name, before.get(name) ?? 0, after.get(name) ?? 0)),
    ...moved(t("emails"), seen.emails, now.emails),
  ];
}

const moved = (name: string, before: number, after: number) =>
  before === after ? [] : [t("moved", { what: name.replace(/\.$/u, ""), before, after })];

const countsOf = (kinds: PlannedKind[]) =>
  new Map(kinds.map(({ kind, why, count }) => [kindWords({ kind, why }), count]));

/** A planned change in words; of who is skipped the reason too. */
export const kindWords = ({ kind, why }: Pick<PlannedKind, "kind" | "why">) =>
  why === null ? changeWords(kind) : `${changeWords(kind)}: ${whyWords(why)}`;
