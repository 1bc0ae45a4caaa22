import type { AuditRow } from "../../../shared/audit-api";
import { formatDay } from "../../lib/format";
import { t } from "./words";

/** Makes the reader that says of a value, by its JSON pointer, that the law had it removed; `null` of any other. */
export function goneFrom({ removed }: Pick<AuditRow, "removed">): (path: string) => string | null {
  if (!removed) return () => null;
  const { paths, at } = removed;
  const words = at === null ? t("removed") : t("removedOn", { day: formatDay(at) });
  return (path) => (paths.includes(path) ? words : null);
}
