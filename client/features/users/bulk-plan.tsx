import type { ComponentProps } from "react";
import type { UsersFilter } from "../../../shared/users-api";
import { PlanView } from "../runs/plan/plan-view";
import type { Picked } from "./selection";
import { filterWords } from "./suggest-run";
import { t } from "./dialog-words";

type Props = ComponentProps<typeof PlanView> & { picked: Picked; filter: UsersFilter };

/** Who was picked, and what the server would do to them. */
export function BulkPlan({ picked, filter, query, seen }: Props) {
  return (
    <section aria-label={t("plan")} className="flex min-w-0 flex-col gap-4">
      <p>{whomWords(picked, filter)}</p>
      <PlanView query={query} seen={seen} />
    </section>
  );
}

/** Which people these are, so that a page is never taken for the whole filter or the other way round. */
function whomWords({ by, ids }: Picked, filter: UsersFilter): string {
  if (by === "ids") return t("pickedOneByOne", { count: ids.size });
  const what = filterWords(filter);
  const less = ids.size;
  if (what) return less > 0 ? t("everyMatchBut", { what, less }) : t("everyMatch", { what });
  return less > 0 ? t("everybodyBut", { less }) : t("everybody");
}
