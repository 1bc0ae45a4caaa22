import { parsePhoneNumberFromString } from "libphonenumber-js/min";

/**
 * How a value is written before it is compared: two spellings of one e-mail, name or phone number get one key.
 * Rules: contracts, "link states", section "Normalising before comparing". `null` means missing.
 */
export function emailKey(email: string | null | undefined): string | null {
  return (email ?? "").trim().normalize("NFC").toLowerCase() || null;
}

/** The comparable form of a first or last name; `null` when empty. */
export function nameKey(name: string | null | undefined): string | null {
  return tidyName(name)?.toLocaleLowerCase("und") ?? null;
}

/** A name as people should see it: NFC, trimmed, single spaces; `null` when empty. */
export function tidyName(name: string | null | undefined): string | null {
  return (name ?? "").trim().normalize("NFC").replace(/\s+/gu, " ") || null;
}

/**
 * E.164 (`+4915112345678`), read with region DE unless the number starts with `+` or `00`. What cannot be parsed
 * as a number keeps its digits, so that two equal unparsable entries still agree; `null` when nothing is left.
 */
export function phoneKey(phone: string | null | undefined): string | null {
  const text = (phone ?? "").trim();
  if (!text) return null;
  const international = text.startsWith("00") ? `+${text.slice(2)}` : text;
  return parsePhoneNumberFromString(international, "DE")?.number ?? (text.replace(/\D/gu, "") || null);
}
