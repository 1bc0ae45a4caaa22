/** What wrong passwords of members are counted by. Its SHA-256 is the key (server/auth/guess-keys.ts), so that nobody is named. */

/** At the door of the portal. */
export const memberAtTheDoor = (emailKey: string): string => `member ${emailKey}`;

/** Of a member who is signed in. `userId`: as others name them. */
export const memberSignedIn = (userId: string): string => `member signed in ${userId}`;
