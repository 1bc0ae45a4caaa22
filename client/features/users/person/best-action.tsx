import { Check, RefreshCw, RotateCcw, UserPlus, Users } from "lucide-react";
import type { ReactNode } from "react";
import type { Best } from "../../../../shared/explanation";
import type { PersonAction } from "../../../../shared/person-actions";
import { fieldName } from "../../../lib/field-title";
import { formatList } from "../../../lib/format";
import { Button } from "../../../ui/button";
import { actionTitles, resyncTitles, takeTitles } from "./action-words";

const icons: Record<Best["action"], ReactNode> = {
  resync: <RefreshCw aria-hidden className="size-3.5" />,
  restore: <RotateCcw aria-hidden className="size-3.5" />,
  resolveDrift: <Check aria-hidden className="size-3.5" />,
  reviewMatch: <Users aria-hidden className="size-3.5" />,
  invite: <UserPlus aria-hidden className="size-3.5" />,
};

type Props = { best: Best; busy: boolean; refusal: string | null; onDo: (action: PersonAction) => void };

/** The one thing to do now, named by what it does here. */
export function BestAction({ best, busy, refusal, onDo }: Props) {
  return (
    <Button
      size="sm"
      variant="primary"
      icon={icons[best.action]}
      busy={busy}
      disabledReason={refusal}
      onClick={() => onDo(best.action)}
      className="max-sm:h-auto max-sm:min-h-7 max-sm:shrink max-sm:py-1 max-sm:text-left max-sm:whitespace-normal"
    >
      {bestTitle(best)}
    </Button>
  );
}

export function bestTitle(best: Best): string {
  switch (best.action) {
    case "resync":
      return resyncTitles(best.key);
    case "resolveDrift":
      return takeTitles(best.side, { fields: formatList(best.fields.map(fieldName)) });
    default:
      return actionTitles(best.action);
  }
}
