import { ChevronRight } from "lucide-react";
import { clsx } from "clsx";
import { useState, type ReactNode } from "react";
import { isMasked } from "../../../../shared/masking";
import type { RevealInput } from "../../../../shared/reveal-api";
import type { FieldRow, UserDetail } from "../../../../shared/users-api";
import { fieldTitle } from "../../../lib/field-title";
import { ComparedRow } from "./compared-row";
import { IdRows } from "./id-rows";
import { ownerWords } from "./field-owner";
import { MaskedValue } from "./masked-value";
import { placeOf } from "./places";
import { CrmNote, SideHeading } from "./side-heading";
import { TakeButton, type Choosing } from "./take-button";
import { compareWords } from "./words";

type Props = {
  detail: UserDetail;
  /** How to settle what differs; left out where nothing can be chosen. */
  choosing?: Choosing | null;
  /** Under the table: what to do with what was chosen. */
  children?: ReactNode;
};

/** Both sides field by field: what differs first and marked, what agrees folded, and the IDs each side stores. */
export function Comparison({ detail, choosing, children }: Props) {
  const { fields, user, contact } = detail;
  const both = !!user && !!contact;
  const [unfolded, setUnfolded] = useState(false);
  const differing = both ? fields.filter((field) => field.differs) : fields.filter(isSaid);
  const same = both ? fields.filter((field) => !field.differs) : [];
  return (
    <section
      id={placeOf.comparison}
      tabIndex={-1}
      aria-label={compareWords("comparison")}
      className="@container overflow-hidden rounded-panel border border-line outline-none"
    >
      <table className="w-full table-fixed text-left">
        <colgroup>
          <col className="w-27 sm:w-30 @3xl:w-36" />
          <col />
          <col />
          <col className="hidden w-28 sm:table-column @3xl:w-36" />
          <col className="hidden w-20 sm:table-column @3xl:w-32" />
        </colgroup>
        <thead>
          <tr className="align-top">
            <th scope="col" className="px-3 py-1.5 font-normal text-fg-3">
              {compareWords("field")}
            </th>
            <SideHeading side="a" name="Convex" note={user ? null : compareWords("noAccount")} />
            <SideHeading
              side="b"
              name="CRM"
              note={contact ? <CrmNote source={contact.source} /> : compareWords("noContact")}
            />
            <th scope="col" className="hidden px-3 py-1.5 font-normal text-fg-3 sm:table-cell">
              {compareWords("lastWebhook")}
            </th>
            <th scope="col" className="hidden px-3 py-1.5 font-normal text-fg-3 sm:table-cell">
              {both ? compareWords("owner") : null}
            </th>
          </tr>
        </thead>
        <tbody>
          <FieldRows
            id={detail.row.linkId}
            rows={differing}
            bothSides={both}
            marked={both}
            choosing={choosing ?? null}
          />
          {same.length > 0 ? (
            <FoldRow
              count={same.length}
              alone={differing.length === 0}
              open={unfolded}
              onToggle={() => setUnfolded(!unfolded)}
            />
          ) : null}
          {unfolded ? (
            <FieldRows id={detail.row.linkId} rows={same} bothSides marked={false} choosing={null} />
          ) : null}
        </tbody>
        <IdRows detail={detail} />
      </table>
      {children}
    </section>
  );
}

const isSaid = (row: FieldRow) => (row.convex ?? row.crm ?? row.lastWebhook) !== null;

type RowsProps = {
  id: string;
  rows: FieldRow[];
  bothSides: boolean;
  marked: boolean;
  choosing: Choosing | null;
};

function FieldRows({ id, rows, bothSides, marked, choosing }: RowsProps) {
  return rows.map((row) => (
    <ComparedRow
      key={row.field}
      name={fieldTitle(row.field)}
      convex={shown(row.convex, { id, side: "convex", field: row.field })}
      crm={shown(row.crm, { id, side: "crm", field: row.field })}
      webhook={row.lastWebhook}
      webhookAt={row.lastWebhookAt}
      owner={bothSides ? ownerWords(row) : ""}
      differs={marked && row.differs}
      convexAction={choosing ? <TakeButton row={row} side="convex" choosing={choosing} /> : null}
      crmAction={choosing ? <TakeButton row={row} side="crm" choosing={choosing} /> : null}
    />
  ));
}

const shown = (value: string | null, place: RevealInput) =>
  value !== null && isMasked(value) ? <MaskedValue value={value} {...place} /> : value;

type FoldProps = { count: number; alone: boolean; open: boolean; onToggle: () => void };

function FoldRow({ count, alone, open, onToggle }: FoldProps) {
  return (
    <tr>
      <td colSpan={3} className="border-t border-line p-0">
        <button
          type="button"
          aria-expanded={open}
          onClick={onToggle}
          className="flex w-full items-center gap-1.5 px-3 py-1.5 text-left text-fg-2 hover:bg-hover focus-visible:-outline-offset-2"
        >
          <ChevronRight aria-hidden className={clsx("size-3.5 transition-transform", open && "rotate-90")} />
          {compareWords(alone ? "bothAgree" : "identical", { count })}
        </button>
      </td>
      <td colSpan={2} className="hidden border-t border-line sm:table-cell" />
    </tr>
  );
}
