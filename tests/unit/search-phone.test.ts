import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isLikePhone, phoneWords, queryWords } from "../../shared/search-phone";

const finds = (query: string, phone: string) =>
  phoneWords(phone).some((word) => word.startsWith(queryWords(query)[0] ?? "?"));

test("the beginning of a number finds it, however either is written", () => {
  for (const query of ["0151 2345", "+49 151 234", "0049 151 234", "49151234", "+49 (0)151/234", "0151-234"])
    expect(finds(query, "+49 151 23456789"), query).toBe(true);
  expect(finds("0151 999", "+49 151 23456789")).toBe(false);
  expect(finds("+43 660 12", "0043 660 1234567")).toBe(true);
  expect(phoneWords("")).toEqual([]);
});

test("names and years are no numbers", () => {
  expect(isLikePhone("2024")).toBe(false);
  expect(queryWords("Müller 2024")).toEqual(["muller", "2024"]);
});

test("every beginning of six digits and more finds the number it begins", () => {
  const number = fc.stringMatching(/^1[5-7][0-9]{9}$/u);
  fc.assert(
    fc.property(number, fc.integer({ min: 6, max: 12 }), (rest, length) => {
      expect(finds(`0${rest}`.slice(0, length), `+49${rest}`)).toBe(true);
      expect(finds(`+49${rest}`.slice(0, length + 1), `0${rest}`)).toBe(true);
    }),
  );
});
