import { Download, Lock, ScrollText } from "lucide-react";
import { useRef } from "react";
import { mayDo } from "../../../shared/permissions";
import { formatCount } from "../../lib/format";
import { buttonLook } from "../../ui/button-look";
import { EmptyState } from "../../ui/empty-state";
import { LogList } from "../../ui/log/log-list";
import { useLogKeys } from "../../ui/log/use-log-keys";
import { NewsPill } from "../../ui/news-pill";
import { ScreenHeader } from "../../ui/screen-header";
import { SearchBox } from "../../ui/search-box";
import { useMe } from "../users/use-permission";
import { auditLook } from "./audit-cells";
import { AuditFilters } from "./audit-filters";
import { everything, filterOf, isNarrowed, useAuditSearch, type AuditSearch } from "./audit-search";
import { ChainState, ExportProof } from "./chain-state";
import { EventDrawer } from "./event-drawer";
import { useAudit } from "./use-audit";
import { t } from "./words";

/** Who did what to whom, when and why. */
export function AuditPage() {
  const me = useMe();
  if (!me) return <ScreenHeader title={t("audit")} />;
  return mayDo(me.role, "audit.read") ? <Audit /> : <Refused role={me.role} />;
}

function Refused({ role }: { role: string }) {
  return (
    <>
      <ScreenHeader title={t("audit")} />
      <EmptyState icon={<Lock aria-hidden />} title={t("mayNot")}>
        {t("mayNotHelp", { role })}
      </EmptyState>
    </>
  );
}

function Audit() {
  const [search, change] = useAuditSearch();
  const gridRef = useRef<HTMLDivElement>(null);
  const { log, news, showNews } = useAudit(search);
  const { rows } = log;
  const keys = useLogKeys({ place: "audit", rows, idOf: auditLook.idOf, opened: search.open, change });
  const narrow = (changes: Partial<AuditSearch>) => change({ ...changes, open: null });
  const showAtTop = async () => {
    await showNews();
    gridRef.current?.parentElement?.scrollTo({ top: 0 });
  };
  return (
    <>
      <ScreenHeader title={t("audit")} note={<ChainState />}>
        <SearchBox
          label={t("searchByRequest")}
          placeholder={t("searchHint")}
          query={search.request}
          onType={() => search.open !== null && change({ open: null }, { replace: true })}
          onSearch={(request) => change({ request }, { replace: true })}
          onLeave={() => gridRef.current?.focus()}
        />
      </ScreenHeader>
      <AuditFilters search={search} rows={rows} onChange={narrow}>
        <NewsPill
          news={news && t("new", { count: formatCount(news.count, news.exact) })}
          onShow={() => void showAtTop()}
        />
        <Export search={search} />
        <ExportProof />
      </AuditFilters>
      <LogList
        look={auditLook}
        log={log}
        icon={<ScrollText aria-hidden />}
        words={(word) => t(word)}
        nothingYetHelp={t("nothingYetHelp")}
        narrowed={isNarrowed(search)}
        onClear={() => change(everything)}
        activeId={keys.activeId}
        onOpen={keys.open}
        onMove={keys.move}
        gridRef={gridRef}
      />
      <EventDrawer opened={search.open} keys={keys} />
    </>
  );
}

/** A plain link: the browser saves the file as it comes, however long it is. */
function Export({ search }: { search: AuditSearch }) {
  const filter = encodeURIComponent(JSON.stringify(filterOf(search)));
  return (
    <a
      href={`/api/export/audit.csv?filter=${filter}`}
      download
      title={t("exportHelp")}
      className={buttonLook("ghost", "sm")}
    >
      <Download aria-hidden className="size-3.5" />
      <span className="max-sm:sr-only">{t("exportCsv")}</span>
    </a>
  );
}
