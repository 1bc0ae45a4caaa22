/** The least that shows users in a table: what the console's first rows are measured against. */
import { createColumnHelper, tableFeatures, useTable } from "@tanstack/react-table";
import { createTRPCClient, httpLink } from "@trpc/client";
import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import type { AppRouter } from "../../../server/trpc/router";
import type { UserLink } from "../../../shared/users-api";

const trpc = createTRPCClient<AppRouter>({ links: [httpLink({ url: "/trpc" })] });
const features = tableFeatures({});
const helper = createColumnHelper<typeof features, UserLink>();
const columns = helper.columns([
  helper.accessor("name", { header: "Name" }),
  helper.accessor("email", { header: "E-mail" }),
  helper.accessor("state", { header: "Link" }),
  helper.accessor("userId", { header: "Convex ID" }),
]);
const none: UserLink[] = [];

function Bare() {
  const [data, setData] = useState(none);
  useEffect(() => void trpc.users.list.query({ limit: 50 }).then(({ rows }) => setData(rows)), []);
  const table = useTable({ features, columns, data });
  return (
    <div role="grid">
      {table.getRowModel().rows.map((row) => (
        <div role="row" key={row.id}>
          {row.getAllCells().map((cell) => (
            <span role="gridcell" key={cell.id}>
              <table.FlexRender cell={cell} />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}

const root = document.getElementById("root");
if (root) createRoot(root).render(<Bare />);
