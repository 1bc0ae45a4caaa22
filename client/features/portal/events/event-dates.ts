import { locale } from "../../../lib/i18n/language";

const day = { weekday: "short", day: "numeric", month: "long", year: "numeric" } as const;
const long: Intl.DateTimeFormatOptions = { ...day, hour: "2-digit", minute: "2-digit" };
const days = new Intl.DateTimeFormat(locale, day);

/** From when to when, in the reader's own zone: "Sat, 7 February 2026, 09:00 – 17:00". */
export function formatSpan(startsAt: number, endsAt: number | null, options = long): string {
  const format = new Intl.DateTimeFormat(locale, options);
  return endsAt === null || endsAt <= startsAt
    ? format.format(startsAt)
    : format.formatRange(startsAt, endsAt);
}

/** The same with the zone named, where somebody reads it to be there. */
export const formatSpanInZone = (startsAt: number, endsAt: number | null) =>
  formatSpan(startsAt, endsAt, { ...long, timeZoneName: "short" });

/** For a list, in one line: over several days without the hours, "Fri, 15 – Sat, 16 January 2027". */
export const formatSpanBriefly = (startsAt: number, endsAt: number | null) =>
  endsAt !== null && endsAt > startsAt && days.format(startsAt) !== days.format(endsAt)
    ? days.formatRange(startsAt, endsAt)
    : formatSpan(startsAt, endsAt);
