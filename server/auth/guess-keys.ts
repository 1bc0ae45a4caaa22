import { emailKey } from "../../shared/normalize";
import { sourceOf } from "../webhooks/source";
import { hashToken } from "./tokens";

/** What tries are counted by, SHA-256 of it, so that nothing says whose they are. Each door counts for itself. */

/** Wrong passwords of operators. */
export const guessKeysOf = (email: string, address: string) => ({
  account: hashToken(`operator ${emailKey(email) ?? ""}`),
  address: hashToken(`operator address ${sourceOf(address)}`),
});

/** Wrong passwords of members. */
export const memberGuessKeysOf = (email: string, address: string) => ({
  account: hashToken(`member ${emailKey(email) ?? ""}`),
  address: hashToken(`member address ${sourceOf(address)}`),
});

/** The same of a member who is signed in: who guesses from outside must not keep them from another password. */
export const ownGuessKeysOf = (userId: string, address: string) => ({
  account: hashToken(`member signed in ${userId}`),
  address: hashToken(`member address ${sourceOf(address)}`),
});

/** What one network asks of the portal. */
export const networkKeyOf = (address: string): string => hashToken(`portal network ${sourceOf(address)}`);

/** Mails with a link: how many one network may ask for in ten minutes, and for one address anybody in an hour. */
export const portalLimitsOf = (email: string, address: string) => ({
  network: { key: networkKeyOf(address), most: 20 },
  address: { key: hashToken(`portal address ${emailKey(email) ?? ""}`), most: 5 },
});
