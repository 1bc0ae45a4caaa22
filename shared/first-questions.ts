/** What the console asks before its first picture: the server answers it in the page itself. */

/** What in the address of the users decides who is listed. */
const narrowing = ["q", "state", "status", "error", "from", "to", "since", "until", "sort"];

/** The list of the users under no filter and in no other order, as `useUsersList` asks for its first page. */
const newestUsers = { sort: { key: "created", direction: "desc" }, limit: 50, direction: "forward" };

/** By the procedure's path, the addresses at which tRPC's `httpLink` would ask, for a page of the desk. */
export function firstQuestions(pathname: string, search: URLSearchParams): Record<string, string> {
  const isUsers = pathname === "/users";
  const isEverybody = isUsers && !narrowing.some((name) => search.has(name));
  return {
    ...addressOf("session.me"),
    ...(isUsers ? addressOf("savedViews.list") : {}),
    ...(isEverybody ? addressOf("users.list", newestUsers) : {}),
  };
}

const addressOf = (path: string, input?: object) => ({
  [path]: `/trpc/${path}${input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ""}`,
});

/** The element of the page that holds the answers, as JSON: by the procedure's path, the address and what it answered. */
export const firstAnswersId = "first-answers";
export type FirstAnswers = Record<string, { address: string; answer: unknown }>;
