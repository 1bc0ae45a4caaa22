/**
 * How values look to who may not read them: enough to tell two people apart, never enough to know one. The dots are
 * always three, for a length tells a name too. A masked value masked again stays as it is.
 */
const DOTS = "•••";

/** What stands where nothing may be shown. */
export const WITHHELD = DOTS;

export const isMasked = (value: string): boolean => value.includes(DOTS);

/** `joerg.mueller@klinik.example` as `j•••@k•••.example`: two first letters and the last part of the domain. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  if (at < 0) return maskName(email);
  const [local, domain] = [email.slice(0, at), email.slice(at + 1)];
  const ending = /\.[a-z]{2,24}$/iu.exec(domain.trim())?.[0] ?? "";
  return `${initial(local)}${DOTS}@${initial(domain)}${DOTS}${ending}`;
}

/** `Dr. Jörg Müller` as `D••• J••• M•••`: of at most four words. */
export function maskName(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words.slice(0, MOST_WORDS).map(maskWord).join(" ") || WITHHELD;
}

const MOST_WORDS = 4;
const maskWord = (word: string) => (word.includes("@") ? maskEmail(word) : `${initial(word)}${DOTS}`);
const initial = (text: string) => /[\p{L}\p{N}]/u.exec(text)?.[0] ?? "";

/** `+49 151 2345678` as `••• 78`: the last two digits of a number long enough. */
export function maskPhone(phone: string): string {
  if (/^••• \d\d$/u.test(phone)) return phone;
  const digits = phone.replace(/\D/gu, "");
  return digits.length < SHORTEST_NUMBER ? WITHHELD : `${DOTS} ${digits.slice(-2)}`;
}

const SHORTEST_NUMBER = 7;
const emails = /[^\s@<>()"“”„,;:]+@[^\s@<>()[\]{}"'“”„,;:]*[\p{L}\p{N}]/gu;
const numbers = /(?<![\p{L}\p{N}_-])\+?\d[\d\s()/.-]{5,}\d(?![\p{L}\p{N}_-])/gu;

/** Characters of a sentence that are shown: to look through a long text takes the square of its length. */
const LONGEST_WORDS = 2_000;

/** A sentence without the addresses and numbers in it, and without the words of `names`. */
export function maskWords(text: string, names: ReadonlySet<string>): string {
  const addressed = shortened(text).replaceAll(emails, maskEmail).replaceAll(numbers, maskPhone);
  if (names.size === 0) return addressed;
  return addressed.replaceAll(/[\p{L}\p{N}]+/gu, (word) =>
    names.has(word.toLowerCase()) ? `${initial(word)}${DOTS}` : word,
  );
}

/** Ends with a whole word: half an address would not be known as one. */
function shortened(text: string): string {
  if (text.length <= LONGEST_WORDS) return text;
  const start = text.slice(0, LONGEST_WORDS);
  return `${start.slice(0, start.lastIndexOf(" ") + 1)}…`;
}

/** The words of a name or an address by which `maskWords` knows it again. */
export const wordsOf = (value: string): string[] =>
  (value.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length > 1);
