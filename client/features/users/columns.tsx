import { createColumnHelper, rowSortingFeature, tableFeatures } from "@tanstack/react-table";
import type { SortBy, UserLink } from "../../../shared/users-api";
import { formatNumber } from "../../lib/format";
import { CopyId } from "../../ui/copy-id";
import { RelativeTime } from "../../ui/relative-time";
import { LinkCell } from "./link-cell";
import { NameCell } from "./name-cell";
import { TriesCell } from "./tries-cell";

type SortKey = SortBy["key"];
type ColumnMeta = {
  /** Its track in the grid of every row. */
  track: string;
  /** What a click on the header sorts by; a column of two values has two. */
  sorts?: ReadonlyArray<readonly [SortKey, string]>;
  align?: "end";
};

export const usersFeatures = tableFeatures({ rowSortingFeature, columnMeta: {} as ColumnMeta });
const helper = createColumnHelper<typeof usersFeatures, UserLink>();

const none = <span className="text-fg-3">–</span>;

export const usersColumns = helper.columns([
  helper.accessor("name", {
    header: "Name / E-mail",
    cell: ({ row }) => <NameCell user={row.original} />,
    meta: {
      track: "minmax(200px, 1fr)",
      sorts: [
        ["name", "Name"],
        ["email", "E-mail"],
      ],
    },
  }),
  helper.accessor("state", {
    header: "Link",
    cell: ({ row }) => <LinkCell user={row.original} />,
    meta: { track: "188px" },
  }),
  helper.accessor("userId", {
    header: "Convex ID",
    cell: ({ row: { original } }) =>
      original.userId ? (
        <CopyId id={original.userId} label="Convex ID" tabIndex={-1} className="-ml-1" />
      ) : (
        none
      ),
    meta: { track: "104px" },
  }),
  helper.accessor("contactId", {
    header: "CRM contact",
    cell: ({ row: { original } }) =>
      original.contactId ? (
        <CopyId id={original.contactId} label="CRM contact ID" tabIndex={-1} className="-ml-1" />
      ) : (
        none
      ),
    meta: { track: "104px" },
  }),
  helper.accessor("createdAt", {
    header: "Created",
    cell: ({ row }) => <RelativeTime at={row.original.createdAt} className="text-fg-2" />,
    meta: { track: "92px", sorts: [["created", "Created"]] },
  }),
  helper.accessor("lastSyncAt", {
    header: "Last sync",
    cell: ({ row: { original } }) =>
      original.lastSyncAt === null ? none : <RelativeTime at={original.lastSyncAt} className="text-fg-2" />,
    meta: { track: "92px", sorts: [["lastSync", "Last sync"]] },
  }),
  helper.accessor("lastWebhookAt", {
    header: "Last webhook",
    cell: ({ row: { original } }) =>
      original.lastWebhookAt === null ? null : (
        <span className="truncate text-fg-2">
          {original.lastWebhookType ?? "webhook"}{" "}
          <RelativeTime at={original.lastWebhookAt} className="text-fg-3" />
        </span>
      ),
    meta: { track: "176px", sorts: [["lastWebhook", "Last webhook"]] },
  }),
  helper.accessor("attempts", {
    header: "Tries",
    cell: ({ row: { original } }) =>
      original.attempts === 0 ? null : <TriesCell user={original} count={formatNumber(original.attempts)} />,
    meta: { track: "112px", sorts: [["attempts", "Tries"]] },
  }),
]);

/** The tracks of a row: the checkbox, then every column. */
export const usersTracks = ["28px", ...usersColumns.map((column) => column.meta?.track ?? "1fr")].join(" ");

/** A row where there is no room for columns: two lines beside the checkbox. */
export const narrowRow = { tracks: "28px 1fr", height: 60 };
