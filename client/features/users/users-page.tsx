import { useRef, useState } from "react";
import type { RunAction } from "../../../shared/runs-api";
import { formatCount } from "../../lib/format";
import { ScreenHeader } from "../../ui/screen-header";
import { SearchBox } from "../../ui/search-box";
import { FacetsBar } from "./facets-bar";
import { useColumnLayout } from "./use-column-layout";
import { useExport } from "./export-users";
import { BulkDialog, PersonDrawer, SelectionBar } from "./lazy-parts";
import { everyMatch, isNobody, nobody, toSelection } from "./selection";
import { UsersBar } from "./users-bar";
import { UsersList } from "./users-list";
import { useBulkRefusal, useRefusal, useSeesMasked } from "./use-permission";
import { useSelection } from "./use-selection";
import { useViews } from "./use-views";
import { useUsersKeys } from "./use-users-keys";
import { useUsersList } from "./use-users-list";
import { filterOf, isNarrowed, useUsersSearch } from "./users-search";
import { SearchWords } from "./marked-match";
import { t } from "./words";

export function UsersPage() {
  const [search, change] = useUsersSearch();
  const [openedAt] = useState(Date.now);
  const filter = filterOf(search, openedAt);
  const people = useUsersList(search, openedAt);
  const { layout, setLayout, isKnown } = useColumnLayout(search, change, useViews(search).ofView);
  const csv = useExport();
  const { rows, total } = people;
  const [picked, setPicked] = useSelection(JSON.stringify(filter));
  const [asking, setAsking] = useState<RunAction | null>(null);
  const gridRef = useRef<HTMLDivElement>(null);
  const refusal = useBulkRefusal();
  const masked = useSeesMasked();
  const nameRefusal = useRefusal("pii.read", t("sortMasked"));
  const keys = useUsersKeys({
    rows,
    search,
    change,
    picked,
    setPicked,
    refusal,
    onResync: () => setAsking("resync"),
  });
  const moved = people.moved.arrived + people.moved.gone.length;
  const nobodyYet =
    people.list.isSuccess &&
    !people.list.isPlaceholderData &&
    rows.length + moved === 0 &&
    !isNarrowed(search);

  return (
    <SearchWords value={search.q}>
      <ScreenHeader title={t("users")} note={total ? formatCount(total.count, total.exact) : null}>
        <SearchBox
          label={t("searchUsers")}
          placeholder={t(masked ? "searchWhole" : "searchHint")}
          query={search.q}
          onType={() => search.user !== null && change({ user: null }, { replace: true })}
          onSearch={(q) => change({ q }, { replace: true })}
          onLeave={() => gridRef.current?.focus()}
        />
      </ScreenHeader>
      <FacetsBar search={search} onChange={change} />
      {nobodyYet ? null : (
        <UsersBar
          search={search}
          onChange={(changes) => change({ ...changes, user: null })}
          layout={layout}
          onLayout={setLayout}
          openedAt={openedAt}
          moved={moved}
          onShowMoved={() => void people.showMoved()}
        />
      )}
      <UsersList
        search={search}
        change={change}
        people={people}
        picked={picked}
        setPicked={setPicked}
        keys={keys}
        gridRef={gridRef}
        layout={isKnown ? layout : null}
        onLayout={setLayout}
        nameRefusal={nameRefusal}
      />
      {isNobody(picked) ? null : (
        <SelectionBar
          picked={picked}
          total={total ?? { count: 0, exact: false }}
          onPickEveryone={() => setPicked(everyMatch)}
          onClear={() => setPicked(nobody)}
          onAction={setAsking}
          onExport={() => csv.start(toSelection(picked, filter))}
          refusal={refusal}
          exportRefusal={csv.refusal}
        />
      )}
      {asking && !isNobody(picked) ? (
        <BulkDialog
          action={asking}
          picked={picked}
          filter={filter}
          onClose={() => setAsking(null)}
          onStarted={() => {
            setAsking(null);
            setPicked(nobody);
          }}
        />
      ) : null}
      <PersonDrawer
        id={search.user}
        row={(search.user !== null && keys.active) || null}
        tab={search.tab}
        onTab={(tab) => change({ tab }, { replace: true })}
        onClose={keys.close}
        onMove={keys.move}
        neighbours={keys.neighbours}
      />
    </SearchWords>
  );
}
