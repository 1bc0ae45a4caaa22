import { formatPercent } from "../../lib/format";
import { locale } from "../../lib/i18n/language";

const tenth = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });

/** A part of a whole in percent. Never more than it is, for only all of them are 100 %; and few are not none. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return formatPercent(0);
  const share = Math.floor((part / whole) * 1000) / 1000;
  return share === 0 && part > 0 ? `<${tenth.format(0.001)}` : tenth.format(share);
}
