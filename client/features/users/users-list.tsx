import type { RefObject } from "react";
import { QueryFailed } from "../../ui/query-failed";
import { isPicked, pick, type Picked } from "./selection";
import { UsersEmpty } from "./users-empty";
import { UsersSkeleton } from "./users-skeleton";
import { UsersTable } from "./users-table";
import type { useUsersKeys } from "./use-users-keys";
import type { useUsersList } from "./use-users-list";
import { isNarrowed, sortOf, type UsersSearch } from "./users-search";

type Props = {
  search: UsersSearch;
  change: (changes: Partial<UsersSearch>) => void;
  people: ReturnType<typeof useUsersList>;
  keys: ReturnType<typeof useUsersKeys>;
  picked: Picked;
  setPicked: (picked: Picked) => void;
  gridRef: RefObject<HTMLDivElement | null>;
};

/** The rows, or why there are none. */
export function UsersList({ search, change, people, keys, picked, setPicked, gridRef }: Props) {
  const { list, rows, total, onSight } = people;
  if (list.isPending) return <UsersSkeleton />;
  if (!list.data)
    return (
      <QueryFailed
        query={list}
        title="The users could not be loaded"
        safety="Nothing was changed. You can try again."
      />
    );
  if (rows.length === 0) {
    // Rows of the search before may still stand in: that nobody matched it does not say that nobody is here.
    const narrowed = isNarrowed(search) || list.isPlaceholderData;
    const everything = { q: "", state: [], status: [], error: [], from: null, to: null };
    return <UsersEmpty narrowed={narrowed} onClear={() => change(everything)} />;
  }
  const pickLoaded = () => {
    const on = !rows.every((user) => isPicked(picked, user.linkId));
    setPicked(
      pick(
        picked,
        rows.map((user) => user.linkId),
        on,
      ),
    );
  };
  return (
    <UsersTable
      rows={rows}
      total={total?.count ?? rows.length}
      sort={sortOf(search)}
      onSort={({ key, direction }) => change({ sort: `${key}.${direction}` })}
      activeId={keys.activeId}
      onOpen={keys.open}
      onMove={keys.move}
      picked={picked}
      onPick={keys.pick}
      onPickAll={pickLoaded}
      busy={list.isPlaceholderData || list.isRefetching}
      onNearEnd={() => list.hasNextPage && !list.isFetchingNextPage && void list.fetchNextPage()}
      onSight={onSight}
      gone={people.moved.gone}
      gridRef={gridRef}
    />
  );
}
