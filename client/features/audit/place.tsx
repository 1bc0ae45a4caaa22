import type { ReactNode } from "react";
import type { AuditDetail } from "../../../shared/audit-api";
import { formatNumber } from "../../lib/format";
import { CopyId } from "../../ui/copy-id";
import { ExactTime } from "../../ui/exact-time";
import { Facts } from "../../ui/facts";
import { t } from "./words";

/** Where an event stands in the chain, to be compared with a proof that was taken along. */
export function Place({ place }: Pick<AuditDetail, "place">) {
  if (!place) return <p className="text-fg-2">{t("notSealed")}</p>;
  const { seq, hash, prev, checkpoint } = place;
  const facts: Array<[string, ReactNode]> = [
    [t("sequence"), <Copied key="seq" id={String(seq)} label={t("sequence")} />],
    [t("hash"), <Copied key="hash" id={hash} label={t("hash")} />],
    [t("previousHash"), <Copied key="prev" id={prev} label={t("previousHash")} />],
    [t("signedIn"), checkpoint ? <Signed key="signed" checkpoint={checkpoint} /> : t("notSigned")],
  ];
  return <Facts facts={facts} />;
}

const Copied = (props: { id: string; label: string }) => <CopyId {...props} full className="-ml-1" />;

type SignedProps = { checkpoint: NonNullable<NonNullable<AuditDetail["place"]>["checkpoint"]> };

const Signed = ({ checkpoint: { seq, at, keyId } }: SignedProps) => (
  <span className="flex flex-wrap items-baseline gap-x-2">
    <span>{t("checkpointAt", { seq: formatNumber(seq) })}</span>
    <span className="text-fg-2">
      <ExactTime at={at} />
    </span>
    <Copied id={keyId} label={t("signingKey")} />
  </span>
);
