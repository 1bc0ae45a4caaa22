import { language } from "../../lib/i18n/language";
import { columnWords } from "./words";

/**
 * How the columns of the list lie: which are shown, in which order, how wide, and which stay when the rest is scrolled
 * aside. All changes are pure. Written as text it stands in the address, in saved views and in the operator's
 * preferences: `name*.state.createdAt-140` (`*` pinned, `-` width in px).
 */
export const columnNames = {
  name: columnWords("name"),
  state: columnWords("state"),
  userStatus: columnWords("userStatus"),
  userId: columnWords("userId"),
  contactId: columnWords("contactId"),
  frontendUserId: columnWords("frontendUserId"),
  createdAt: columnWords("createdAt"),
  updatedAt: columnWords("updatedAt"),
  lastSyncAt: columnWords("lastSyncAt"),
  lastWebhookAt: columnWords("lastWebhookAt"),
  attempts: columnWords("attempts"),
} as const;
export type ColumnKey = keyof typeof columnNames;
export const columnKeys = Object.keys(columnNames) as ColumnKey[];

/** Widths in px where nobody has chosen one. The name takes all that is left over beside. */
export const usualWidths: Record<ColumnKey, number> = {
  ...{ name: 196, userStatus: 92, userId: 92, contactId: 104, frontendUserId: 104 },
  ...{ createdAt: 86, updatedAt: 86, lastSyncAt: 86, attempts: 82 },
  // A state and its cause are longer in German, and "vor" is shorter than "ago".
  ...(language === "de" ? { state: 260, lastWebhookAt: 178 } : { state: 224, lastWebhookAt: 186 }),
};
export const widthBounds = { min: 60, max: 640 };

export type Column = { key: ColumnKey; width: number | null; pinned: boolean };
/** The columns shown, from the left; the pinned ones come first. */
export type ColumnLayout = readonly Column[];

const usual: ColumnKey[] = [
  ...([
    "name",
    "state",
    "userId",
    "contactId",
    "createdAt",
    "lastSyncAt",
    "lastWebhookAt",
    "attempts",
  ] as const),
];
export const usualLayout: ColumnLayout = usual.map((key) => ({ key, width: null, pinned: key === "name" }));

const inBounds = (width: number) => Math.round(Math.min(widthBounds.max, Math.max(widthBounds.min, width)));
const pinnedFirst = (layout: ColumnLayout): ColumnLayout => [
  ...layout.filter(({ pinned }) => pinned),
  ...layout.filter(({ pinned }) => !pinned),
];

export const layoutText = (layout: ColumnLayout): string =>
  layout
    .map(({ key, width, pinned }) => `${key}${pinned ? "*" : ""}${width === null ? "" : `-${width}`}`)
    .join(".");
export const isUsual = (layout: ColumnLayout) => layoutText(layout) === layoutText(usualLayout);

/** What somebody once wrote, as far as it can be read; `null` or nothing readable is the usual layout. */
export function readLayout(text: string | null): ColumnLayout {
  const columns = new Map<ColumnKey, Column>();
  for (const part of text?.split(".") ?? []) {
    const said = /^(?<name>[a-zA-Z]+)(?<pin>\*?)(?:-(?<width>\d{1,4}))?$/u.exec(part)?.groups;
    const key = columnKeys.find((known) => known === said?.name);
    if (!said || !key || columns.has(key)) continue;
    columns.set(key, {
      key,
      width: said.width ? inBounds(Number(said.width)) : null,
      pinned: said.pin !== "",
    });
  }
  if (columns.size === 0) return usualLayout;
  // Without the name nobody would know whom a row is about.
  if (!columns.has("name")) return pinnedFirst([...usualLayout.slice(0, 1), ...columns.values()]);
  return pinnedFirst([...columns.values()]);
}

/** Shows a column at the end, or hides it. The name stays. */
export function toggleColumn(layout: ColumnLayout, key: ColumnKey): ColumnLayout {
  if (key === "name") return layout;
  const without = layout.filter((column) => column.key !== key);
  return without.length < layout.length ? without : [...layout, { key, width: null, pinned: false }];
}

/** Pins a column as the last of the pinned ones, or lets it go as the first of the others. */
export const togglePin = (layout: ColumnLayout, key: ColumnKey): ColumnLayout => {
  const column = layout.find((one) => one.key === key);
  if (!column) return layout;
  const others = layout.filter((one) => one !== column);
  const pins = others.filter(({ pinned }) => pinned);
  return [...pins, { ...column, pinned: !column.pinned }, ...others.slice(pins.length)];
};

/** Moves a column to a place, counted from 0; among pinned ones it becomes one of them, among others it is let go. */
export function moveColumn(layout: ColumnLayout, key: ColumnKey, to: number): ColumnLayout {
  const column = layout.find((one) => one.key === key);
  if (!column) return layout;
  const others = layout.filter((one) => one !== column);
  const place = Math.max(0, Math.min(others.length, to));
  const pins = others.filter(({ pinned }) => pinned).length;
  const pinned = place < pins || (place === pins && column.pinned);
  return [...others.slice(0, place), { ...column, pinned }, ...others.slice(place)];
}

/** `null` is the usual width. */
export const setWidth = (layout: ColumnLayout, key: ColumnKey, width: number | null): ColumnLayout =>
  layout.map((column) =>
    column.key === key ? { ...column, width: width === null ? null : inBounds(width) } : column,
  );

export const widthOf = ({ key, width }: Column) => width ?? usualWidths[key];

/** px of the checkbox, of the space between columns, and of that at both edges of a row. */
const CHECKBOX = 28;
const GAP = 12;
const EDGE = 12;

/**
 * A row as a grid: its tracks, the least width at which nothing is cut, and how far from the left each pinned column
 * stays, with the gap before it.
 */
export function trackLines(layout: ColumnLayout) {
  const tracks = layout.map((column) =>
    column.key === "name" && column.width === null
      ? `minmax(${widthOf(column)}px, 1fr)`
      : `${widthOf(column)}px`,
  );
  const flexible = layout.some(({ key, width }) => key === "name" && width === null);
  const total = layout.reduce((sum, column) => sum + GAP + widthOf(column), 2 * EDGE + CHECKBOX);
  let left = EDGE + CHECKBOX;
  const pins = new Map<ColumnKey, number>();
  for (const column of layout.filter(({ pinned }) => pinned)) {
    pins.set(column.key, left);
    left += GAP + widthOf(column);
  }
  return {
    template: [`${CHECKBOX}px`, ...tracks, ...(flexible ? [] : ["minmax(0, 1fr)"])].join(" "),
    minWidth: total,
    pins,
  };
}
