import type { Link } from "./linkRow";

/** How many people a plan names. */
const SAMPLES = 10;

/** Rows enough to find so many names among, where one family or one office fills the beginning of a list. */
export const SAMPLED_FROM = 10 * SAMPLES;

/** Some of these people, in their order, with as many names as there are: ten of one name would tell no more than one. */
export function samplePeople(links: Link[]): Link[] {
  const byName = new Map<string, Link>();
  for (const link of links) if (!byName.has(link.sortName)) byName.set(link.sortName, link);
  const namesakes = links.filter((link) => byName.get(link.sortName) !== link);
  const chosen = new Set([...byName.values(), ...namesakes].slice(0, SAMPLES));
  return links.filter((link) => chosen.has(link));
}
