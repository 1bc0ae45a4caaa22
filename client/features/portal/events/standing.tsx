import { CalendarX, CircleSlash, Hourglass } from "lucide-react";
import type { EventSummary } from "../../../../shared/events-api";
import { Chip } from "../../../ui/chip";
import { t } from "./words";

/** Few enough that somebody should not wait. */
const FEW = 10;

/** Whether there is still a place, where that is not a matter of course. */
export function Standing({ event: { standing, placesLeft } }: { event: EventSummary }) {
  if (standing === "full") {
    return (
      <Chip tone="off" icon={<CircleSlash aria-hidden />}>
        {t("full")}
      </Chip>
    );
  }
  if (standing !== "open") {
    return (
      <Chip tone="off" icon={<CalendarX aria-hidden />}>
        {t(standing)}
      </Chip>
    );
  }
  if (placesLeft === null || placesLeft > FEW) return null;
  return (
    <Chip tone="warn" icon={<Hourglass aria-hidden />}>
      {t("placesLeft", { count: placesLeft })}
    </Chip>
  );
}
