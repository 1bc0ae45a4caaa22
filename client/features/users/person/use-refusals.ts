import { useQuery } from "@tanstack/react-query";
import { refusalOf, type PersonAction, type Refusal } from "../../../../shared/person-actions";
import type { OperatorRole } from "../../../../shared/permissions";
import type { UserDetail } from "../../../../shared/users-api";
import { useTRPC } from "../../../lib/trpc";
import { useMe } from "../use-permission";
import { whyWords } from "../why-words";
import { roleWords, t } from "../words";
import { mayWords, moreWords } from "./action-words";

export type Refusals = (action: PersonAction) => string | null;

/** Why the signed-in operator cannot do something to this person now, in a sentence; `null` when they can. */
export function useRefusals({ commands, repairs }: Pick<UserDetail, "commands" | "repairs">): Refusals {
  const trpc = useTRPC();
  const me = useMe();
  // The shell asks for it again and again; here it is only listened to.
  const paused = useQuery(trpc.health.get.queryOptions()).data?.lane?.paused;
  const available = { ...commands, ...repairs };
  return (action) => {
    if (!me) return null;
    const { role } = me;
    const refusal = refusalOf(action, { role, availability: available[action], paused: !!paused });
    return refusal && refusalWords(refusal, action, role);
  };
}

function refusalWords(refusal: Refusal, action: PersonAction, role: OperatorRole): string {
  switch (refusal.by) {
    case "role":
      return t("mayNot", { role: roleWords(role), what: mayWords(action) });
    case "state":
      return whyWords(refusal.why);
    case "paused":
      return moreWords("paused");
  }
}
