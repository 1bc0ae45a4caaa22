import type { MouseEvent } from "react";
import type { UserLink } from "../../../shared/users-api";

type Handlers = {
  onOpen: (user: UserLink) => void;
  onPick: (user: UserLink, range: boolean) => void;
};

/** A click somewhere in the rows: at a checkbox it picks, anywhere else it opens. */
export const useRowClicks =
  (rows: UserLink[], { onOpen, onPick }: Handlers) =>
  (event: MouseEvent) => {
    if (!(event.target instanceof Element)) return;
    const row = event.target.closest<HTMLElement>("[data-index]");
    const user = rows[Number(row?.dataset["index"] ?? -1)];
    if (!user) return;
    if (event.target.closest("[data-pick]")) onPick(user, event.shiftKey);
    else onOpen(user);
  };
