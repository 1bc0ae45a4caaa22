import { expect, test } from "vitest";
import {
  filterOf,
  parseUsersSearch,
  sortOf,
  writeUsersSearch,
} from "../../client/features/users/users-search";

const now = new Date(2026, 10, 22, 14, 30).getTime();
const parse = (text: string) => parseUsersSearch(new URLSearchParams(text));

test("an empty address is everyone, newest first", () => {
  const search = parse("");
  expect(filterOf(search, now)).toEqual({});
  expect(sortOf(search)).toEqual({ key: "created", direction: "desc" });
  expect(search.user).toBeNull();
});

test("everything said in the address is in the filter", () => {
  const search = parse(
    "q=mueller&state=failed,drifted&status=active&error=timeout&from=2026-11-03&to=2026-11-03",
  );
  expect(filterOf(search, now)).toEqual({
    query: "mueller",
    states: ["failed", "drifted"],
    statuses: ["active"],
    errorCodes: ["timeout"],
    createdFrom: new Date(2026, 10, 3).getTime(),
    createdTo: new Date(2026, 10, 4).getTime() - 1,
  });
});

test("a day or an hour that is said from now back moves on with the clock", () => {
  const failedLately = filterOf(parse("state=failed&since=-1d&to=-1h&from=-0d"), now);
  expect(failedLately).toEqual({
    states: ["failed"],
    changedFrom: new Date(2026, 10, 21).getTime(),
    createdFrom: new Date(2026, 10, 22).getTime(),
    createdTo: new Date(2026, 10, 22, 13, 30).getTime(),
  });
  const until = filterOf(parse("until=-6d"), now);
  expect(until).toEqual({ changedTo: new Date(2026, 10, 17).getTime() - 1 });
  expect(filterOf(parse("from=-6w&to=tomorrow&since=--1d"), now)).toEqual({});
});

test("what cannot be read counts as not said", () => {
  const search = parse("state=purple&sort=shoe.size&from=yesterday&tab=secrets&status=");
  expect(filterOf(search, now)).toEqual({});
  expect(sortOf(search)).toEqual({ key: "created", direction: "desc" });
  expect(search.tab).toBe("timeline");
});

test("writing leaves out what is as by default and keeps what it does not know", () => {
  const next = writeUsersSearch(new URLSearchParams("state=failed&theme=x"), {
    state: [],
    sort: null,
    q: "anna",
    user: null,
  });
  expect(next.toString()).toBe("theme=x&q=anna");
  expect(writeUsersSearch(new URLSearchParams(), { sort: "name.asc" }).toString()).toBe("sort=name.asc");
});

test("while searching the best match comes first, unless another order is asked for", () => {
  expect(sortOf(parse("q=mueller"))).toBeNull();
  expect(sortOf(parse("q=mueller&sort=name.asc"))).toEqual({ key: "name", direction: "asc" });
});
