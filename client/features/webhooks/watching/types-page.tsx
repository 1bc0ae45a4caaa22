import { useQuery } from "@tanstack/react-query";
import { Webhook } from "lucide-react";
import { Link } from "../../../ui/link";
import type { z } from "zod";
import type { WebhookTypes } from "../../../../shared/webhooks-api";
import { formatNumber } from "../../../lib/format";
import { useTRPC } from "../../../lib/trpc";
import { EmptyState } from "../../../ui/empty-state";
import { QueryFailed } from "../../../ui/query-failed";
import { RelativeTime } from "../../../ui/relative-time";
import { LinesSkeleton } from "../../../ui/lines-skeleton";
import { logAddress } from "../webhooks-search";
import { WebhooksHeader } from "../webhooks-header";
import { t } from "./words";

type EventType = z.infer<typeof WebhookTypes>["types"][number];

/** What kinds of events the backend sends, since when, and whether they still come. */
export function TypesPage() {
  return (
    <>
      <WebhooksHeader />
      <div className="scroll-y min-h-0 flex-1">
        <Types />
      </div>
    </>
  );
}

function Types() {
  const trpc = useTRPC();
  const types = useQuery(trpc.webhooks.types.queryOptions(undefined, { refetchInterval: 10_000 }));
  if (types.isPending) return <LinesSkeleton label={t("loadingTypes")} />;
  if (!types.data) return <QueryFailed query={types} title={t("typesNotLoaded")} />;
  if (types.data.types.length === 0) {
    return (
      <EmptyState icon={<Webhook aria-hidden />} title={t("noTypes")}>
        {t("noTypesHelp")}
      </EmptyState>
    );
  }
  return <TypesTable types={types.data.types} />;
}

function TypesTable({ types }: { types: EventType[] }) {
  const head = "px-4 py-1.5 font-normal md:whitespace-nowrap max-md:not-first:pl-0";
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-left">
        <thead className="text-sm text-fg-2">
          <tr className="border-b border-line">
            <th scope="col" className={head}>
              {t("eventType")}
            </th>
            <th scope="col" className={`${head} text-right`}>
              {t("seen")}
            </th>
            <th scope="col" className={`${head} max-md:hidden`}>
              {t("firstSeen")}
            </th>
            <th scope="col" className={head}>
              {t("lastSeen")}
            </th>
            <th scope="col" className={`${head} w-full`}>
              {t("whatTandemDoes")}
            </th>
          </tr>
        </thead>
        <tbody>
          {types
            .toSorted((one, other) => other.lastSeenAt - one.lastSeenAt)
            .map((each) => (
              <TypeRow key={each.type} each={each} />
            ))}
        </tbody>
      </table>
    </div>
  );
}

function TypeRow({ each: { type, handled, count, firstSeenAt, lastSeenAt } }: { each: EventType }) {
  const cell = "px-4 py-2 whitespace-nowrap max-md:not-first:pl-0";
  return (
    <tr className="border-b border-line hover:bg-hover">
      <th scope="row" className={`${cell} font-medium`}>
        <Link to={logAddress({ type: [type] })} className="rounded-sm hover:underline">
          {type}
        </Link>
      </th>
      <td className={`${cell} nums text-right`}>{formatNumber(count)}</td>
      <td className={`${cell} text-fg-2 max-md:hidden`}>
        <RelativeTime at={firstSeenAt} />
      </td>
      <td className={`${cell} text-fg-2`}>
        <RelativeTime at={lastSeenAt} />
      </td>
      <td className="px-4 py-2 text-fg-2 max-md:pl-0 md:whitespace-nowrap">
        {handled ? t("applies") : <span className="text-fg-3">{t("keeps")}</span>}
      </td>
    </tr>
  );
}
