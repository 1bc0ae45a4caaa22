import { locale } from "./i18n/language";

/** `Intl` objects take long to make, and no screen wants them all. */
function late<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}

/** Numbers and times as people read them, all by `Intl`. Times are ms since epoch, in the browser's zone. */
const number = late(() => new Intl.NumberFormat(locale));
const percent = late(() => new Intl.NumberFormat(locale, { style: "percent" }));
const list = late(() => new Intl.ListFormat(locale));
const relative = late(() => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));
const exact = late(
  () =>
    new Intl.DateTimeFormat(locale, {
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      timeZoneName: "short",
    }),
);
const day = late(() => new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" }));
const plainDay = late(() => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }));
const minute = late(() => new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" }));
const dayAndMinute = late(
  () =>
    new Intl.DateTimeFormat(locale, {
      day: "numeric",
      month: "short",
      hour: "2-digit",
      minute: "2-digit",
    }),
);
const clock = late(
  () => new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", second: "2-digit" }),
);

export const formatNumber = (value: number) => number().format(value);
/** A share from 0 to 1: "62%", in German "62 %". */
export const formatPercent = (share: number) => percent().format(share);
/** "name, phone and e-mail" */
export const formatList = (words: readonly string[]) => list().format(words);
export const formatExact = (at: number) => exact().format(at);
export const formatDay = (at: number) => day().format(at);
/** "2026-11-23", a day of no zone: "23 Nov 2026", in German "23.11.2026". */
export const formatPlainDay = (day: string) => plainDay().format(Date.parse(day));
export const formatMinute = (at: number) => minute().format(at);
export const formatDayAndMinute = (at: number) => dayAndMinute().format(at);
export const formatClock = (at: number) => clock().format(at);
/** "yesterday", "3 days ago", "now" */
export const formatAway = (count: number, unit: "day" | "second") => relative().format(count, unit);

/** A count that may be a lower bound: "5,000" or "1,024+". */
export const formatCount = (count: number, isExact: boolean) => `${formatNumber(count)}${isExact ? "" : "+"}`;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The signs of units (s, min, h, MB) are the same in every language; only the number before them differs. */
const tenths = late(
  () => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
);
const wholes = late(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }));

/** "340 ms", "2.4 s", "3 min": how long something took or will take. */
export function formatDuration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < MINUTE) return `${(ms < 10_000 ? tenths : wholes)().format(ms / 1_000)} s`;
  if (ms < HOUR) return `${Math.round(ms / MINUTE)} min`;
  return `${Math.round(ms / HOUR)} h`;
}

/** "12 s", "4 min", "2 h": how long there is still to wait, in whole units, never less than it is. */
export function formatWait(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1_000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}

/** "09:14", or "3 Nov, 09:14" when that was another day: since when something lasts. */
export const formatSince = (at: number, now: number) =>
  (formatDay(at) === formatDay(now) ? formatMinute : formatDayAndMinute)(at);

const byteUnits = ["B", "KB", "MB", "GB"] as const;
export function formatBytes(bytes: number): string {
  const power = Math.min(byteUnits.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const value = bytes / 1000 ** power;
  return `${(power > 0 && value < 10 ? tenths : wholes)().format(value)} ${byteUnits[power]}`;
}
