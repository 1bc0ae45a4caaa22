/** Where the pages are; their links and forms begin with it. */
export const ADMIN_PATH = "/backend";

/** The pages one can go to from everywhere. */
export const SECTIONS = [
  { path: "", name: "Overview" },
  { path: "/contacts", name: "Contacts" },
  { path: "/users", name: "Users" },
  { path: "/bookings", name: "Bookings" },
  { path: "/webhooks", name: "Webhooks" },
  { path: "/workflows", name: "Workflows" },
  { path: "/mails", name: "Mails" },
  { path: "/drill", name: "Fire drill" },
] as const;
export type Section = (typeof SECTIONS)[number];

export const DRILL_PATH = `${ADMIN_PATH}/drill`;

export const pathOf = ({ path }: Section): string => ADMIN_PATH + path;

/** The section at this path. */
export const sectionAt = (path: Section["path"]): Section | null =>
  SECTIONS.find((section) => section.path === path) ?? null;

/** A path with a query string of the values that are there. */
export function withQuery(path: string, query: Record<string, string | number | undefined>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === "" ? path : `${path}?${text}`;
}
