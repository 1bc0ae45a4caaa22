import { useParams } from "react-router";
import type { EventDetail } from "../../../../shared/events-api";
import { describeError } from "../../../lib/api-error";
import { Link } from "../../../ui/link";
import { Skeleton } from "../../../ui/skeleton";
import { useMember } from "../dashboard/use-member";
import { linkLook } from "../link-look";
import { NotLoaded } from "../not-loaded";
import { PageHeading } from "../page-heading";
import { portalPaths } from "../paths";
import { withReference } from "../reference";
import { AgeNote } from "./age-note";
import { Booking } from "./booking";
import { formatSpanInZone } from "./event-dates";
import { Standing } from "./standing";
import { useEvent } from "./use-events";
import { t } from "./words";

/** One event, and the way to book it. */
export function EventPage() {
  const { eventId = "" } = useParams();
  return <FoundEvent key={eventId} eventId={eventId} />;
}

function FoundEvent({ eventId }: { eventId: string }) {
  const { data, error, isFetching, refetch, readAfresh } = useEvent(eventId);
  if (data?.kind === "unknown") return <Unknown />;
  if (data?.kind === "event") {
    const { event, readAt, fresh } = data;
    return (
      <>
        <EventHeading event={event} />
        <div className="flex flex-col gap-8">
          <AgeNote readAt={readAt} fresh={fresh} failed={error !== null} />
          <EventFacts event={event} />
          <BookingOfWhoever event={event} readAfresh={() => void readAfresh()} />
        </div>
      </>
    );
  }
  if (error ?? data?.kind === "failed") {
    return (
      <>
        <PageHeading title={t("title")} />
        <NotLoaded
          text={withReference(t("oneNotLoaded"), error)}
          busy={isFetching}
          onRetry={() => void refetch()}
        />
      </>
    );
  }
  return <Loading />;
}

/** A member is never taken for a guest because nobody could be asked who they are. */
function BookingOfWhoever(props: { event: EventDetail; readAfresh: () => void }) {
  const { data: member, error, isPending, isFetching, refetch } = useMember();
  if (isPending) return <Skeleton className="h-40" />;
  const isSignedOut = error !== null && describeError(error).unauthenticated;
  if (!member && !isSignedOut) {
    return (
      <NotLoaded
        text={withReference(t("whoNotKnown"), error)}
        busy={isFetching}
        onRetry={() => void refetch()}
      />
    );
  }
  return <Booking key={member?.userId} {...props} member={member ?? null} isSignedOut={isSignedOut} />;
}

function EventHeading({ event }: { event: EventDetail }) {
  return (
    <PageHeading title={event.name}>
      <p>
        <Link to={portalPaths.events} className={linkLook}>
          {t("all")}
        </Link>
      </p>
      <p className="mt-1 empty:hidden">
        <Standing event={event} />
      </p>
    </PageHeading>
  );
}

function EventFacts({ event: { startsAt, endsAt, place, description } }: { event: EventDetail }) {
  return (
    <div className="flex flex-col gap-5">
      <dl className="flex flex-col gap-3">
        <div>
          <dt className="font-medium">{t("when")}</dt>
          <dd className="text-fg-2">
            {startsAt === null ? t("dateUnknown") : formatSpanInZone(startsAt, endsAt)}
          </dd>
        </div>
        {place ? (
          <div>
            <dt className="font-medium">{t("where")}</dt>
            <dd className="text-fg-2 wrap-anywhere">{place}</dd>
          </div>
        ) : null}
      </dl>
      {description ? <p className="whitespace-pre-line wrap-anywhere">{description}</p> : null}
    </div>
  );
}

function Unknown() {
  return (
    <PageHeading title={t("unknownTitle")}>
      <p className="text-fg-2">
        {t.rich("unknown", {
          link: (text) => (
            <Link to={portalPaths.events} className={linkLook}>
              {text}
            </Link>
          ),
        })}
      </p>
    </PageHeading>
  );
}

function Loading() {
  return (
    <div role="status" aria-label={t("loadingOne")} className="flex flex-col gap-4 pt-2">
      <title>{t("title")}</title>
      <Skeleton className="h-8 w-3/5" />
      <Skeleton className="h-4 w-2/5" />
      <Skeleton className="h-4 w-4/5" />
      <Skeleton className="mt-6 h-40" />
    </div>
  );
}
