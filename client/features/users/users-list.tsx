import { useEffect, type RefObject } from "react";
import { QueryFailed } from "../../ui/query-failed";
import { isPicked, pick, type Picked } from "./selection";
import { usualLayout, type ColumnLayout } from "./column-layout";
import { UsersEmpty } from "./lazy-parts";
import { UsersSkeleton } from "./users-skeleton";
import { UsersTable } from "./users-table";
import type { useUsersKeys } from "./use-users-keys";
import type { useUsersList } from "./use-users-list";
import { isNarrowed, noFilter, sortOf, type UsersSearch } from "./users-search";
import { t } from "./words";

type Props = {
  search: UsersSearch;
  change: (changes: Partial<UsersSearch>) => void;
  people: ReturnType<typeof useUsersList>;
  keys: ReturnType<typeof useUsersKeys>;
  picked: Picked;
  setPicked: (picked: Picked) => void;
  gridRef: RefObject<HTMLDivElement | null>;
  /** `null` until it is known how this operator likes the columns. */
  layout: ColumnLayout | null;
  onLayout: (layout: ColumnLayout) => void;
  nameRefusal: string | null;
};

/** The rows, or why there are none. */
export function UsersList(props: Props) {
  const { search, change, people, keys, picked, setPicked, gridRef, layout } = props;
  const { list, rows, total, onSight } = people;
  useMoreWhileEmpty(people);
  if (list.isPending || layout === null) return <UsersSkeleton layout={layout ?? usualLayout} />;
  if (!list.data)
    return <QueryFailed query={list} title={t("usersNotLoaded")} safety={t("nothingChanged")} />;
  if (rows.length === 0 && list.hasNextPage) return <UsersSkeleton layout={layout} />;
  if (rows.length === 0) {
    // Rows of the search before may still stand in: that nobody matched it does not say that nobody is here.
    const narrowed = isNarrowed(search) || list.isPlaceholderData;
    return <UsersEmpty narrowed={narrowed} onClear={() => change({ ...noFilter, view: null })} />;
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
      layout={layout}
      onLayout={props.onLayout}
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
      nameRefusal={props.nameRefusal}
      gridRef={gridRef}
    />
  );
}

/** A rare filter may find nobody among the first rows looked at, and somebody further on. */
function useMoreWhileEmpty({ list, rows }: Props["people"]) {
  const goesOn = rows.length === 0 && list.hasNextPage && !list.isFetching && !list.isError;
  const { fetchNextPage } = list;
  useEffect(() => {
    if (goesOn) void fetchNextPage();
  }, [goesOn, fetchNextPage]);
}
