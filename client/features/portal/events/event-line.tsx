import type { EventSummary } from "../../../../shared/events-api";
import { Link } from "../../../ui/link";
import { linkLook } from "../link-look";
import { eventPath } from "../paths";
import { formatSpanBriefly } from "./event-dates";
import { Standing } from "./standing";
import { t } from "./words";

/** One event of a list. */
export function EventLine({ event, level }: { event: EventSummary; level: 2 | 3 }) {
  const { id, name, startsAt, endsAt, place } = event;
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <li className="flex flex-col gap-1 py-4">
      <Heading className="font-semibold">
        <Link to={eventPath(id)} className={`${linkLook} inline-block py-0.5 wrap-anywhere`}>
          {name}
        </Link>
      </Heading>
      <p className="text-fg-2">
        {startsAt === null ? t("dateUnknown") : formatSpanBriefly(startsAt, endsAt)}
        {place ? <span className="block">{place}</span> : null}
      </p>
      <p className="empty:hidden">
        <Standing event={event} />
      </p>
    </li>
  );
}
