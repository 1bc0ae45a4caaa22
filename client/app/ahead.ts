/**
 * Runs while the console's code is on its way: asks what its first screen will ask. A file of its own, small enough
 * to be there at once; without it the same is asked later.
 */
import { askAhead } from "../lib/ahead";

/** What in the address of the users decides who is listed. */
const narrowing = ["q", "state", "status", "error", "from", "to", "since", "until", "sort"];

const { pathname, search } = window.location;
askAhead("session.me");
if (pathname === "/users") {
  const params = new URLSearchParams(search);
  askAhead("savedViews.list");
  if (!narrowing.some((name) => params.has(name)))
    askAhead("users.list", { sort: { key: "created", direction: "desc" }, limit: 50, direction: "forward" });
}
