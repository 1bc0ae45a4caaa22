import { phoneKey } from "./normalize";
import { searchWords } from "./search-text";

/**
 * Search by the beginning of a phone number, however it is written: `0151 234`, `+49 151/234` and `0049151234` all begin
 * one. A number is stored as a word from its country on and, where it is one of here, as a word as dialled here.
 */
const HERE = "49";

/** Written so, a query is a number or the beginning of one. */
const LIKE_A_PHONE = /^[+\d][\d\s()/.-]{5,}$/u;

export const isLikePhone = (query: string): boolean => LIKE_A_PHONE.test(query.trim());

/** The words under which the search index finds a number; none when there is no digit in it. */
export const phoneWords = (phone: string | null | undefined): string[] => phoneKeyWords(phoneKey(phone));

/** The same of a number whose key is known: reading a number takes longer than all else that a row is made of. */
export function phoneKeyWords(key: string | null | undefined): string[] {
  if (!key) return [];
  if (!key.startsWith("+")) return [key];
  const digits = key.slice(1);
  return digits.startsWith(HERE) ? [digits, `0${digits.slice(HERE.length)}`] : [digits];
}

/** The words of a query, as `searchWords`; what is like a phone number is one word. */
export function queryWords(query: string): string[] {
  if (!isLikePhone(query)) return searchWords(query);
  // The trunk zero in "+49 (0)151" is not dialled.
  const digits = query.replace("(0)", "").replace(/\D/gu, "");
  return [digits.startsWith("00") ? digits.slice(2) : digits];
}
