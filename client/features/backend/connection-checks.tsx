import { CircleCheck, CircleMinus, CircleX } from "lucide-react";
import type { ConnectionTest } from "../../../shared/settings-api";
import { formatDuration } from "../../lib/format";
import { detailWords } from "./detail-words";
import { t } from "./words";

const names = {
  reachable: t("reachable"),
  key: t("acceptsKey"),
  contract: t("readable"),
} as const satisfies Partial<Record<keyof ConnectionTest, string>>;

type Check = ConnectionTest["reachable"];
const parts = ["reachable", "key", "contract"] as const;

export const isAllWell = (found: ConnectionTest) => parts.every((part) => found[part].ok);

/** What a test of the connection found, question by question. */
export function ConnectionChecks({ found }: { found: ConnectionTest }) {
  return (
    <div className="flex flex-col gap-2">
      <ul className="flex flex-col gap-2">
        {parts.map((part) => (
          <CheckLine key={part} name={names[part]} check={found[part]} />
        ))}
      </ul>
      {found.roundTripMs === null ? null : (
        <p className="nums text-sm text-fg-3">
          {t("answeredIn", { time: formatDuration(found.roundTripMs) })}
        </p>
      )}
    </div>
  );
}

function CheckLine({ name, check: { ok, detail } }: { name: string; check: Check }) {
  const [Icon, look, word] =
    ok === null
      ? ([CircleMinus, "text-fg-3", t("notAsked")] as const)
      : ok
        ? ([CircleCheck, "text-ok", t("yes")] as const)
        : ([CircleX, "text-bad", t("no")] as const);
  return (
    <li className="flex items-start gap-2">
      <Icon role="img" aria-label={word} className={`mt-0.5 size-4 shrink-0 ${look}`} />
      <span className="min-w-0 break-words">
        <span className="font-medium">{name}</span>
        <span className="block text-fg-2">{detailWords(detail)}</span>
      </span>
    </li>
  );
}
