import { ArrowRight, EqualNot } from "lucide-react";
import { comparedFields, type ComparedField } from "../../../../shared/link-state";
import type { AttemptReceipt } from "../../../../shared/jobs";
import { fieldTitle } from "../../../lib/field-title";
import { BreakingText } from "../../../ui/breaking-text";
import { RelativeTime } from "../../../ui/relative-time";
import { jobWords } from "./tab-words";

type Side = "convex" | "crm";
type Value = string | null | undefined;

/** What an attempt found, wrote and read back, per side; where the two disagree afterwards is marked. */
export function AttemptReceiptTable({ receipt, number }: { receipt: AttemptReceipt; number: number }) {
  const told = comparedFields.filter(
    (field) => field in receipt.readBack.convex || field in receipt.readBack.crm,
  );
  if (told.length === 0) return null;
  return (
    <table
      aria-label={jobWords("receiptOf", { number: String(number) })}
      className="my-1 w-full table-fixed rounded-control border border-line bg-bg"
    >
      <thead className="text-xs text-fg-3">
        <tr>
          <th scope="col" className="w-24 px-2 py-0.5 font-normal">
            {jobWords("readBackHead")} <RelativeTime at={receipt.readBack.at} className="sr-only" />
          </th>
          <th scope="col" className="px-2 py-0.5 font-normal text-side-a">
            Convex
          </th>
          <th scope="col" className="px-2 py-0.5 font-normal text-side-b">
            CRM
          </th>
        </tr>
      </thead>
      <tbody>
        {told.map((field) => (
          <Line key={field} field={field} receipt={receipt} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ field, receipt }: { field: ComparedField; receipt: AttemptReceipt }) {
  const { convex, crm } = receipt.readBack;
  const disagrees = !receipt.agrees && (convex[field] ?? "") !== (crm[field] ?? "");
  return (
    <tr className="align-top">
      <th scope="row" className="px-2 py-0.5 font-normal">
        <span className="flex items-center gap-1">
          {fieldTitle(field)}
          {disagrees ? (
            <EqualNot role="img" aria-label={jobWords("disagrees")} className="size-3 shrink-0 text-warn" />
          ) : null}
        </span>
      </th>
      {(["convex", "crm"] as const).map((side) => (
        <td key={side} className={`px-2 py-0.5 break-words ${disagrees ? "bg-warn-soft" : ""}`}>
          <SideValue {...valuesOf(receipt, side, field)} />
        </td>
      ))}
    </tr>
  );
}

function valuesOf({ before, written, readBack }: AttemptReceipt, side: Side, field: ComparedField) {
  const wrote = field in written[side];
  return { wrote, found: wrote ? before?.[side][field] : undefined, now: readBack[side][field] };
}

/** What was replaced, by what; or the value alone, where nothing was written. */
function SideValue({ wrote, found, now }: { wrote: boolean; found: Value; now: Value }) {
  const shown = (value: Value) =>
    value ? <BreakingText text={value} /> : <span className="text-fg-3">{jobWords("empty")}</span>;
  if (!wrote) return shown(now);
  return (
    <span>
      {found === undefined ? null : (
        <>
          <del className="text-fg-2 no-underline">{shown(found)}</del>{" "}
          <ArrowRight role="img" aria-label={jobWords("became")} className="inline size-3 text-fg-3" />{" "}
        </>
      )}
      <ins className="font-medium text-fg no-underline">{shown(now)}</ins>
      <span className="text-fg-3"> {jobWords("written")}</span>
    </span>
  );
}
