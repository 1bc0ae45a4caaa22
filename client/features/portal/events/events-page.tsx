import { Button } from "../../../ui/button";
import { Skeleton } from "../../../ui/skeleton";
import { useLastError } from "../last-error";
import { NotLoaded } from "../not-loaded";
import { PageHeading } from "../page-heading";
import { withReference } from "../reference";
import { AgeNote } from "./age-note";
import { EventLine } from "./event-line";
import { eventsIn, useEvents } from "./use-events";
import { t } from "./words";

/** What is coming up; for everybody. */
export function EventsPage() {
  return (
    <>
      <PageHeading title={t("title")}>
        <p className="text-fg-2">{t("intro")}</p>
      </PageHeading>
      <EventsList />
    </>
  );
}

function EventsList() {
  const pages = useEvents();
  const { data, isFetching, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const error = useLastError(pages);
  const moreFailed = pages.isFetchNextPageError || data?.pages.at(-1)?.kind === "failed";
  const shown = eventsIn(data);
  const [first] = shown;
  if (!first && (error || data)) {
    return (
      <NotLoaded
        text={withReference(t("notLoaded"), error)}
        busy={isFetching}
        onRetry={() => void refetch()}
      />
    );
  }
  if (!first) return <Loading />;
  const events = shown.flatMap((page) => page.events);
  return (
    <div className="flex flex-col gap-5">
      <AgeNote
        readAt={first.readAt}
        fresh={first.fresh}
        failed={error !== null && !pages.isFetchNextPageError}
      />
      {events.length === 0 ? <p className="text-fg-2">{t("none")}</p> : null}
      <ul className="divide-y divide-line border-y border-line empty:hidden">
        {events.map((event) => (
          <EventLine key={event.id} event={event} level={2} />
        ))}
      </ul>
      <p role="status" className="text-fg-2 empty:hidden">
        {moreFailed && !isFetchingNextPage ? t("moreNotLoaded") : null}
      </p>
      {hasNextPage ? (
        <Button size="lg" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("more")}
        </Button>
      ) : null}
    </div>
  );
}

function Loading() {
  return (
    <div role="status" aria-label={t("loading")} className="flex flex-col gap-8 border-y border-line py-5">
      {["w-3/5", "w-2/3", "w-1/2"].map((width) => (
        <span key={width} className="flex flex-col gap-3">
          <Skeleton className={`h-5 ${width}`} />
          <Skeleton className="h-4 w-4/5" />
        </span>
      ))}
    </div>
  );
}
