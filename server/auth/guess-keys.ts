import ipaddr from "ipaddr.js";
import { emailKey } from "../../shared/normalize";
import { hashToken } from "./tokens";

/** What wrong passwords of operators are counted by: nothing that says whose they are. */
export const guessKeysOf = (email: string, address: string) => ({
  account: hashToken(`operator ${emailKey(email) ?? ""}`),
  address: hashToken(`operator address ${networkOf(address)}`),
});

/** One customer has a whole /64 of IPv6, so it counts as one address. */
function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6 ? parsed.parts.slice(0, 4).join(":") : parsed.toString();
}
