/** What tries about members are counted by. Its SHA-256 is the key (server/auth/guess-keys.ts), so that nobody is named. */

/** Wrong passwords at the door of the portal. */
export const memberAtTheDoor = (emailKey: string): string => `member ${emailKey}`;

/** Who registers with an address that is taken. */
export const takenAddress = (emailKey: string): string => `taken ${emailKey}`;

/** Of a member who is signed in. `userId`: as others name them. */
export const memberSignedIn = (userId: string): string => `member signed in ${userId}`;
