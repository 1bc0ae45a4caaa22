import { expect, test } from "vitest";
import type { Link } from "../../server/convex/model/linkRow";
import { samplePeople } from "../../server/convex/model/samplePeople";

const called = (sortName: string) => ({ sortName }) as Link;
const namesOf = (links: Link[]) => samplePeople(links).map(({ sortName }) => sortName);

test("a plan names people of different names, though one office of one name comes first", () => {
  const office = Array.from({ length: 40 }, () => called("praxis am haff"));
  const others = ["anna", "bernd", "clara"].map(called);
  const names = namesOf([...office, ...others]);
  expect(names).toHaveLength(10);
  expect(names.slice(-3)).toEqual(["anna", "bernd", "clara"]);
});

test("it names no more than ten, in the order of the list, and everybody once", () => {
  const crowd = Array.from({ length: 30 }, (_, place) => called(`person ${place}`));
  expect(samplePeople(crowd)).toEqual(crowd.slice(0, 10));
  expect(namesOf([called("anna"), called("anna")])).toEqual(["anna", "anna"]);
});
