/** A line of facts: what it is, and what it says. */
export type Fact = readonly [label: string, value: string];

/** What a mail says, before it has a form. Values are plain text: whoever gives it a form escapes them. */
export interface Letter {
  subject: string;
  greeting: string;
  /** In their order; a table of facts stands between two paragraphs. */
  blocks: readonly (string | readonly Fact[])[];
  farewell: string;
}

/** Whom a letter addresses and who writes it. */
export interface Parties {
  organization: string;
  firstName?: string | undefined;
}

/**
 * A first name as it may stand in a mail, or null. Mail programs make links of what looks like one, and anybody can
 * register with any name and somebody else's address.
 */
export function greetable(firstName: string | undefined): string | null {
  const name = firstName?.replaceAll(/\s+/gu, " ").trim();
  return name && !/[/:@]|\.\p{L}|www/iu.test(name) ? name : null;
}
