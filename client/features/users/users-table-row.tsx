import { FlexRender, type Row } from "@tanstack/react-table";
import { clsx } from "clsx";
import { memo, type MouseEvent } from "react";
import type { UserLink } from "../../../shared/users-api";
import { Checkbox } from "../../ui/checkbox";
import { narrowRow, usersTracks, type usersFeatures } from "./columns";
import { NarrowUser } from "./narrow-user";

type Props = {
  id: string;
  row: Row<typeof usersFeatures, UserLink>;
  index: number;
  top: number;
  height: number;
  narrow: boolean;
  active: boolean;
  gone: boolean;
  picked: boolean;
  onOpen: (user: UserLink) => void;
  onPick: (user: UserLink, range: boolean) => void;
};

export const UsersTableRow = memo(function UsersTableRow(props: Props) {
  const { id, row, index, top, height, narrow, active, gone, picked, onOpen, onPick } = props;
  const user = row.original;
  const pick = (event: MouseEvent) => {
    event.stopPropagation();
    onPick(user, event.shiftKey);
  };
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={picked}
      data-state={user.state}
      aria-description={gone ? "Changed; no longer matches" : undefined}
      title={gone ? "Changed; no longer matches" : undefined}
      onClick={() => onOpen(user)}
      style={{
        height,
        transform: `translateY(${top}px)`,
        gridTemplateColumns: narrow ? narrowRow.tracks : usersTracks,
      }}
      className={clsx(
        "absolute inset-x-0 top-0 grid cursor-default items-center gap-x-3 border-b border-line px-3",
        gone && "[&>:nth-child(3)]:line-through",
        picked ? "bg-selected" : active ? "bg-press" : "hover:bg-hover",
        active &&
          "before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-accent group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-accent",
      )}
    >
      <div role="gridcell" className="-m-2 flex items-center p-2" onClick={pick}>
        <Checkbox
          aria-label={`Select ${user.name || user.email || "user"}`}
          tabIndex={-1}
          checked={picked}
          readOnly
        />
      </div>
      {narrow ? (
        <div role="gridcell" className="min-w-0">
          <NarrowUser user={user} />
        </div>
      ) : (
        row.getAllCells().map((cell) => (
          <div key={cell.id} role="gridcell" className="flex min-w-0 items-center whitespace-nowrap">
            <FlexRender cell={cell} />
          </div>
        ))
      )}
    </div>
  );
});
