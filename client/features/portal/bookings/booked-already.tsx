import type { ReactNode } from "react";
import type { EventDetail } from "../../../../shared/events-api";
import type { OwnBookings } from "../../../../shared/own-bookings-api";
import { Button } from "../../../ui/button";
import { Link } from "../../../ui/link";
import { Notice } from "../../../ui/notice";
import { linkLook } from "../link-look";
import { portalPaths } from "../paths";
import { isOpen, useBookings } from "./use-bookings";
import { t } from "./words";

type Props = {
  event: EventDetail;
  /** This window has booked, or begins another booking: then it is no slip. */
  isMeant: boolean;
  onAnother: () => void;
  children: ReactNode;
};

/** Holds back the form from a member who has a place already, unless they want another one. */
export function BookedAlready({ event, isMeant, onAnother, children }: Props) {
  const { data } = useBookings();
  const own = data ? ownPlace(data, event) : null;
  if (own === null || isMeant) return children;
  return (
    <div className="flex flex-col items-start gap-4">
      <Notice tone={own.ticket === null ? "wait" : "ok"}>
        {own.ticket === null ? <UnderWay /> : t("already", { ticket: own.ticket })}
      </Notice>
      {own.ticket === null ? null : (
        <Button size="lg" onClick={onAnother}>
          {t("another")}
        </Button>
      )}
    </div>
  );
}

/** The member's place at the event; its ticket is `null` while the booking is under way. */
function ownPlace({ checkouts, backend }: OwnBookings, event: EventDetail): { ticket: string | null } | null {
  const here = checkouts.filter(({ eventId }) => eventId === event.id);
  if (here.some(isOpen)) return { ticket: null };
  const live = backend.kind === "live" ? backend.bookings : null;
  const there = live?.find(
    ({ eventId, eventName, startDate, status }) =>
      status === "confirmed" &&
      // Some versions of the backend do not say of which event a booking is.
      (eventId === event.id || (eventName === event.name && startDate === event.startsAt)),
  );
  if (there) return { ticket: there.ticketNumber ?? "" };
  if (live) return null;
  const booked = here.find(({ step }) => step.kind === "booked");
  return booked?.step.kind === "booked" ? { ticket: booked.step.ticketNumber } : null;
}

const UnderWay = () =>
  t.rich("alreadyOpen", {
    link: (text) => (
      <Link to={portalPaths.dashboard} className={linkLook}>
        {text}
      </Link>
    ),
  });
