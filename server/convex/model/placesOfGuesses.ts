import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { memberAtTheDoor, memberSignedIn, takenAddress } from "../../../shared/guess-subjects";
import { place } from "./personPlace";

/** How often somebody tried the person's password or registered with their address, counted by hashes which whoever knows the address can make again. */
export const placesOfGuesses = [
  place({
    table: "operatorGuesses",
    ranges: (db, { emailKeys, userRefs }) =>
      [
        ...emailKeys.flatMap((key) => [memberAtTheDoor(key), takenAddress(key)]),
        ...userRefs.map(memberSignedIn),
      ].map((subject) => {
        const key = bytesToHex(sha256(utf8ToBytes(subject)));
        // The key itself, and those of the networks where they were right: `<key> at <network>`.
        return db.query("operatorGuesses").withIndex("by_key", (q) => q.gte("key", key).lt("key", `${key}!`));
      }),
    forget: (ctx, { _id }) => ctx.db.delete("operatorGuesses", _id),
    tell: (_, guesses) => guesses,
  }),
] as const;
