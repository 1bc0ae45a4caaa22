import { clsx } from "clsx";
import { memo } from "react";
import type { WebhookRow } from "../../../../shared/webhooks-api";
import { LogCells } from "./log-cells";

export const tracks = "190px 160px minmax(160px, 1fr) 150px 72px 72px 110px";

type Props = {
  id: string;
  row: WebhookRow;
  index: number;
  top: number;
  height: number;
  narrow: boolean;
  active: boolean;
  onOpen: (attemptId: string) => void;
};

export const LogRow = memo(function LogRow({ id, row, index, top, height, narrow, active, onOpen }: Props) {
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={active}
      onClick={() => onOpen(row.attemptId)}
      style={{
        height,
        transform: `translateY(${top}px)`,
        ...(narrow ? {} : { gridTemplateColumns: tracks }),
      }}
      className={clsx(
        "absolute inset-x-0 top-0 grid cursor-default items-center gap-x-3 border-b border-line px-4",
        narrow && "grid-cols-[1fr_auto]",
        active
          ? "bg-press before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-accent group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-accent"
          : "hover:bg-hover",
      )}
    >
      <LogCells row={row} narrow={narrow} />
    </div>
  );
});
