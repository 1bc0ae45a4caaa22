import type { ComponentProps } from "react";
import type { UsersFilter } from "../../../shared/users-api";
import { formatNumber, plural } from "../../lib/format";
import { PlanView } from "../runs/plan/plan-view";
import type { Picked } from "./selection";
import { filterWords } from "./suggest-run";

type Props = ComponentProps<typeof PlanView> & { picked: Picked; filter: UsersFilter };

/** Who was picked, and what the server would do to them. */
export function BulkPlan({ picked, filter, query, seen }: Props) {
  return (
    <section aria-label="Plan" className="flex min-w-0 flex-col gap-4">
      <p>{whomWords(picked, filter)}</p>
      <PlanView query={query} seen={seen} />
    </section>
  );
}

/** Which people these are, so that a page is never taken for the whole filter or the other way round. */
function whomWords({ by, ids }: Picked, filter: UsersFilter): string {
  if (by === "ids") return `${plural(ids.size, "user", "users")} picked one by one.`;
  const what = filterWords(filter);
  const whole = what ? `Everybody who matches ${what}` : "Everybody";
  const minus = ids.size > 0 ? `, minus ${formatNumber(ids.size)} excluded` : "";
  return `${whole}${minus}, on every page, as it stands when the run starts.`;
}
