/**
 * Control characters, and those that turn the direction of what follows: with them somebody is called otherwise at the desk,
 * and in mails, than they are.
 */
const UNSEEN = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u;

/** For `refine`: whether everything of a text can be seen. */
export const isSeen = (text: string): boolean => !UNSEEN.test(text);
