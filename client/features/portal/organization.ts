/** Whose portal this is, until the settings know. */
export const ORGANIZATION = "Tandem";
