import { Link } from "../../../ui/link";
import { Skeleton } from "../../../ui/skeleton";
import { linkLook } from "../link-look";
import { portalPaths } from "../paths";
import { EventLine } from "./event-line";
import { eventsIn, useEvents } from "./use-events";
import { t } from "./words";

/** Events that the dashboard shows. */
const SHOWN = 3;

/** The next events, on the dashboard. */
export function UpcomingEvents() {
  return (
    <section aria-labelledby="upcoming-events">
      <h2 id="upcoming-events" className="text-xl font-semibold">
        {t("upcoming")}
      </h2>
      <NextOnes />
      <p className="mt-3">
        <Link to={portalPaths.events} className={linkLook}>
          {t("all")}
        </Link>
      </p>
    </section>
  );
}

function NextOnes() {
  const { data, error } = useEvents();
  const [page] = eventsIn(data);
  if (!page && (error || data)) return <p className="mt-2 text-fg-2">{t("notLoaded")}</p>;
  if (!page) {
    return (
      <div role="status" aria-label={t("loading")} className="mt-4 flex flex-col gap-3">
        <Skeleton className="h-5 w-3/5" />
        <Skeleton className="h-4 w-4/5" />
      </div>
    );
  }
  if (page.events.length === 0) return <p className="mt-2 text-fg-2">{t("none")}</p>;
  return (
    <ul className="mt-3 divide-y divide-line border-y border-line">
      {page.events.slice(0, SHOWN).map((event) => (
        <EventLine key={event.id} event={event} level={3} />
      ))}
    </ul>
  );
}
