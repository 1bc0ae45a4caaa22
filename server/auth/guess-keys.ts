import { memberAtTheDoor, memberSignedIn, takenAddress } from "../../shared/guess-subjects";
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
  account: hashToken(memberAtTheDoor(emailKey(email) ?? "")),
  address: hashToken(`member address ${sourceOf(address)}`),
});

/** The same of a member who is signed in: who guesses from outside must not keep them from another password. */
export const ownGuessKeysOf = (userId: string, address: string) => ({
  account: hashToken(memberSignedIn(userId)),
  address: hashToken(`member address ${sourceOf(address)}`),
});

/** Answers that say whether something is there, a taken address or a link that is no good: those that one network had. */
const toldTo = (address: string) => ({
  ...{ key: hashToken(`told ${sourceOf(address)}`), free: 20 },
  keptMs: TOLD_KEPT_MS,
});

/** The same of registrations, also by the e-mail address: whose own it is, hears so a few times. */
const toldOf = (email: string) => ({
  ...{ key: hashToken(takenAddress(emailKey(email) ?? "")), free: 5 },
  keptMs: TOLD_KEPT_MS,
});

/** Who hears nothing of the kind for so long begins anew, in ms. */
const TOLD_KEPT_MS = 3_600_000;

/** Links for operators that are good for nothing. */
export const operatorLinksBy = (address: string) => [
  { key: hashToken(`operator link ${sourceOf(address)}`), free: 20, keptMs: TOLD_KEPT_MS },
];

export const toldBy = (address: string, email?: string) =>
  email === undefined ? [toldTo(address)] : [toldTo(address), toldOf(email)];

/** What one network asks of the portal. */
export const networkKeyOf = (address: string): string => hashToken(`portal network ${sourceOf(address)}`);

/** Mails with a link to one address: each network's, those from here, and everybody's (model/portalLimits.ts). */
const mailLimitsOf = (to: string, address: string) => ({
  network: { key: networkKeyOf(address), most: 20 },
  here: { key: hashToken(`${to} at ${sourceOf(address)}`), most: 3 },
  address: { key: hashToken(to), most: 5 },
});

/** Mails by which a password is set. */
export const resetLimitsOf = (email: string, address: string) =>
  mailLimitsOf(`portal address ${emailKey(email) ?? ""}`, address);

/** Mails that ask whether an address is somebody's: for themselves, they cannot use up the others. */
export const proofLimitsOf = (email: string, address: string) => mailLimitsOf(proofOf(email), address);

/** The same when they register, which is limited by itself. */
export const confirmationLimitOf = (email: string) => ({ key: hashToken(proofOf(email)), most: 5 });

const proofOf = (email: string) => `portal proof ${emailKey(email) ?? ""}`;
