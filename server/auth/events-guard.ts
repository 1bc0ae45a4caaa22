import { emailKey } from "../../shared/normalize";
import { type Convex, systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import { networkKeyOf } from "./guess-keys";
import { hashToken } from "./tokens";
import { refuseTooMany } from "./too-many";

/** Questions to the backend that one network causes in ten minutes; what is kept already costs nothing. */
const MOST_LOOK_UPS = 240;
/** Bookings that one network begins in ten minutes: a ward registers from one address. */
const MOST_CHECKOUTS = 60;
/** Bookings for one address in an hour: each sends it a mail. */
const MOST_FOR_ADDRESS = 10;

/** What one network may ask of the events. Nobody needs an account for them. Counted in the store, for all servers. */
export type EventsGuard = {
  /** Before a question to the backend, also whether a booking is made by now. Rejects with `too_many`. */
  lookUp(): Promise<void>;
  /** Before a booking; `email` is the guest's. Rejects with `too_many`. */
  checkout(email?: string): Promise<void>;
};

export function eventsGuardOf({ convex, address }: { convex: Convex; address: string }): EventsGuard {
  const tandem = convex.as(systemActor);
  const network = networkKeyOf(address);
  return {
    async lookUp() {
      const asked = { network, most: MOST_LOOK_UPS };
      refuseTooMany(await tandem.mutation(api.portalLimits.lookUpEvents, asked), "manyFromNetwork");
    },
    async checkout(email) {
      const addressee = email === undefined ? {} : { addressee: addresseeOf(email) };
      const asked = { network, most: MOST_CHECKOUTS, ...addressee };
      const { ofAddress, ...counted } = await tandem.mutation(api.portalLimits.checkOut, asked);
      refuseTooMany(counted, ofAddress ? "manyForAddress" : "manyBookings");
    },
  };
}

const addresseeOf = (email: string) => ({
  key: hashToken(`portal booking ${emailKey(email) ?? ""}`),
  most: MOST_FOR_ADDRESS,
});
