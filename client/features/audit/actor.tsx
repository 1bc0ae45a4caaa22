import { Cog, RadioTower, UserRound, UserRoundCog } from "lucide-react";
import type { AuditEvent } from "../../../shared/audit-api";
import { operatorRoles } from "../../../shared/permissions";
import { roleWords } from "../users/words";
import { t } from "./words";

type Props = { actor: AuditEvent["actor"] };

const icons = { operator: UserRoundCog, member: UserRound, backend: RadioTower, tandem: Cog };

/** Who did it: an icon for their kind, the name, and an operator's role or the token they did it by. */
export function Actor({ actor }: Props) {
  const Icon = icons[kindOf(actor)];
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Icon aria-hidden className="size-3.5 shrink-0 text-fg-3" />
      <span className="truncate">{actorName(actor)}</span>
      {actor.token ? (
        <span className="truncate text-sm text-fg-3">{t("byToken", { name: actor.token.name })}</span>
      ) : actor.kind === "operator" && actor.role ? (
        <span className="shrink-0 text-sm text-fg-3">{roleWord(actor.role)}</span>
      ) : null}
    </span>
  );
}

/** An older version may have written another one. */
function roleWord(role: string): string {
  const known = operatorRoles.find((each) => each === role);
  return known ? roleWords(known) : role;
}

export const actorName = ({ kind, name }: AuditEvent["actor"]) => (kind === "member" ? t("member") : name);

function kindOf({ kind, id }: AuditEvent["actor"]): keyof typeof icons {
  if (kind === "operator" || kind === "member") return kind;
  return id === "backend" ? "backend" : "tandem";
}
