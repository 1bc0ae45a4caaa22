import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { mayDo } from "../../../shared/permissions";
import { formatCount } from "../../lib/format";
import { useTRPC } from "../../lib/trpc";
import { buttonLook } from "../../ui/button-look";
import { RelativeTime } from "../../ui/relative-time";
import { useMe } from "../users/use-permission";
import { t } from "./words";

const LOOK_MS = 60_000;
/** Events get their place in the chain within seconds; one that waits longer than this, in ms, is worth a word. */
const LATE_MS = 60_000;

/** How far the audit can be proved; where room is short, only if something is late. */
export function ChainState() {
  const trpc = useTRPC();
  const me = useMe();
  const enabled = !!me && mayDo(me.role, "audit.verify");
  const { data, dataUpdatedAt } = useQuery(
    trpc.audit.chainState.queryOptions(undefined, { enabled, refetchInterval: LOOK_MS }),
  );
  if (!data) return null;
  const { checkpoint, unsealed } = data;
  const { oldestAt } = unsealed;
  if (oldestAt !== null && dataUpdatedAt - oldestAt > LATE_MS)
    return (
      <span className="text-warn" title={t("unsealedHelp")}>
        {t("unsealed", { count: formatCount(unsealed.count, unsealed.exact) })} ·{" "}
        <RelativeTime at={oldestAt} />
      </span>
    );
  if (!checkpoint) return <span className="max-sm:hidden">{t("unsigned")}</span>;
  return (
    <span className="max-sm:hidden" title={t("signedHelp", { key: checkpoint.keyId })}>
      {t("signed", { seq: formatCount(checkpoint.seq, true) })} · <RelativeTime at={checkpoint.at} />
    </span>
  );
}

/** The whole audit with what proves it, however it is filtered here. */
export function ExportProof() {
  return (
    <a href="/api/export/audit.jsonl" download title={t("proofHelp")} className={buttonLook("ghost", "sm")}>
      <ShieldCheck aria-hidden className="size-3.5" />
      <span className="max-sm:sr-only">{t("exportProof")}</span>
    </a>
  );
}
