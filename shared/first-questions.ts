/** What a page asks before its first picture: the server answers it in the page itself. */

/** What in the address of the users decides who is listed. */
const narrowing = ["q", "state", "status", "error", "from", "to", "since", "until", "sort"];

/** The list of the users under no filter and in no other order, as `useUsersList` asks for its first page. */
const newestUsers = { sort: { key: "created", direction: "desc" }, limit: 50, direction: "forward" };

const PORTAL = /^\/portal(?:\/|$)/u;
const EVENTS = "/portal/events";

/** By the procedure's path, the addresses at which tRPC's `httpLink` would ask, for a page of the desk or of the portal. */
export function firstQuestions(pathname: string, search: URLSearchParams): Record<string, string> {
  if (PORTAL.test(pathname)) return { ...ask("portal.organization"), ...eventQuestions(pathname) };
  const isUsers = pathname === "/users";
  const isEverybody = isUsers && !narrowing.some((name) => search.has(name));
  return {
    ...ask("session.me"),
    ...(isUsers ? ask("savedViews.list") : {}),
    ...(isEverybody ? ask("users.list", newestUsers) : {}),
  };
}

/** As `useEvents` and `useEvent` ask. */
function eventQuestions(pathname: string): Record<string, string> {
  if (pathname === EVENTS) return ask("portal.events", { cursor: null });
  const eventId = pathname.startsWith(`${EVENTS}/`) ? readId(pathname.slice(EVENTS.length + 1)) : null;
  return eventId === null ? {} : ask("portal.event", { eventId, afresh: false });
}

/** `null` where the address says no ID, or none that can be read. */
function readId(part: string): string | null {
  try {
    return part === "" || part.includes("/") ? null : decodeURIComponent(part);
  } catch {
    return null;
  }
}

const ask = (path: string, input?: object) => ({ [path]: addressOf(path, input) });

/** Where tRPC's `httpLink` would ask. */
export const addressOf = (path: string, input?: unknown) =>
  `/trpc/${path}${input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`}`;

/** The element of the page that holds the answers, as JSON: by the procedure's path, the address and what it answered. */
export const firstAnswersId = "first-answers";
export type FirstAnswers = Record<string, { address: string; answer: { result: { data: unknown } } }>;
