import fc from "fast-check";
import { expect, test } from "vitest";
import { home, safeNext } from "../../client/features/session/safe-next";

/** What browsers read as a way out, or drop while they read. */
const nasty = [
  "/",
  "\\",
  "\t",
  "\n",
  "\r",
  "//",
  "..",
  ".",
  "@",
  ":",
  "?",
  "#",
  "%2f",
  "%5c",
  "http:",
  "https:",
];
const pieces = fc.oneof(
  fc.constantFrom(...nasty, "evil.example", "javascript:alert(1)", "sign-in", "users", " ", "\u0000"),
  fc.string({ maxLength: 3 }),
);
const address = fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join(""));

test.each(["https://desk.example", "http://127.0.0.1:4000"])(
  "whatever follows the sign-in in the address, nobody is led away from %s",
  (desk) => {
    fc.assert(
      fc.property(
        fc.oneof(
          address,
          address.map((rest) => `/${rest}`),
        ),
        (next) => {
          const read = new URL(safeNext(next), `${desk}/sign-in`);
          expect(read.origin).toBe(desk);
          expect(read.pathname).not.toMatch(/^\/(?:sign-in|set-up)(?:\/|$)/u);
        },
      ),
      { numRuns: 2_000 },
    );
  },
);

test.each([
  ["another site", "https://evil.example"],
  ["another site without a scheme", "//evil.example"],
  ["a backslash that browsers take for a slash", "/\\evil.example"],
  ["a tab that browsers drop", "/\t/evil.example"],
  ["two slashes that remain when the dots are gone", "/..//evil.example"],
  ["a script", "javascript:alert(1)"],
  ["the sign-in again", "/sign-in?next=/users"],
  ["the sign-in by a detour", "/users/../sign-in"],
  ["nothing", ""],
  ["nowhere at all", null],
])("%s is no place to go after signing in", (_what, next) => {
  expect(safeNext(next)).toBe(home);
});

test.each(["/users?q=anna", "/users/u_1#timeline", "/sign-ins", "/"])("%s is", (next) => {
  expect(safeNext(next)).toBe(next);
});
