import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { UserLink } from "../../../shared/users-api";
import { isControl, useHotkeys } from "../../lib/hotkeys";
import { useTRPC } from "../../lib/trpc";
import { useToast } from "../../ui/toast";
import { describeError } from "../../lib/api-error";
import { extendTo, isNobody, nobody, toggle, type Picked } from "./selection";
import type { UsersSearch } from "./users-search";
import { t } from "./words";

type Options = {
  rows: UserLink[];
  search: UsersSearch;
  change: (changes: Partial<UsersSearch>, options?: { replace?: boolean }) => void;
  picked: Picked;
  setPicked: (picked: Picked) => void;
  refusal: string | null;
  onResync: () => void;
};

/** The row under the cursor, and the keys that move it, open it, pick it and resync it. */
export function useUsersKeys({ rows, search, change, picked, setPicked, refusal, onResync }: Options) {
  const [cursor, setCursor] = useState<string | null>(null);
  const sought = search.user ?? cursor;
  const resyncOne = useResyncOne();

  const at = rows.findIndex((user) => goesBy(user, sought));
  const active = rows[at];
  const activeId = active?.linkId ?? sought;
  const open = (user: UserLink, replace = search.user !== null) => {
    setCursor(user.linkId);
    change({ user: user.linkId }, { replace });
  };
  const move = (step: 1 | -1) => {
    const next = rows[at < 0 ? 0 : at + step];
    if (!next) return;
    if (search.user === null) setCursor(next.linkId);
    else open(next);
  };
  const pick = (user: UserLink, range: boolean) => {
    setCursor(user.linkId);
    const order = () => rows.map((row) => row.linkId);
    setPicked(range ? extendTo(picked, user.linkId, order()) : toggle(picked, user.linkId));
  };
  const close = () => {
    setCursor(search.user);
    change({ user: null, tab: "timeline" });
  };
  const resync = () => {
    if (!isNobody(picked)) return refusal ?? onResync();
    if (active) resyncOne(active);
  };
  useHotkeys("users", {
    j: () => move(1),
    k: () => move(-1),
    x: () => active && pick(active, false),
    X: () => active && pick(active, true),
    // With the drawer open, the key is the drawer's: it shows what came of it.
    e: search.user === null ? resync : null,
    Enter: (event) => {
      if (!isControl(event.target) && active) open(active);
      else if (event.target instanceof HTMLElement) event.target.click();
    },
    Escape: () => (search.user === null ? setPicked(nobody) : close()),
  });
  // Who is open may be in no row that is loaded; then the list begins at its top.
  const neighbours = { before: at > 0, after: at + 1 < rows.length };
  return { active, activeId, open, move, pick, close, neighbours };
}

/** An address may name a person by any of their IDs, as whoever wrote it had at hand. */
const goesBy = (user: UserLink, id: string | null) =>
  id !== null && [user.linkId, user.userId, user.contactId, user.frontendUserId].includes(id);

/** Resync of the row under the cursor. Its outcome is read in the row, which is live, or in the drawer. */
function useResyncOne() {
  const trpc = useTRPC();
  const { add: toast } = useToast();
  const mutation = useMutation(trpc.users.resync.mutationOptions());
  return (user: UserLink) =>
    mutation.mutate(
      { id: user.linkId },
      {
        onSuccess: () =>
          toast({ title: t("resyncRequested", { name: user.name }), description: t("rowShowsOutcome") }),
        onError: (error) =>
          toast({ title: t("notResynced", { name: user.name }), description: describeError(error).message }),
      },
    );
}
