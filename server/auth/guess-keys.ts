import { emailKey } from "../../shared/normalize";
import { sourceOf } from "../webhooks/source";
import { hashToken } from "./tokens";

/** What wrong passwords of operators are counted by: nothing that says whose they are. */
export const guessKeysOf = (email: string, address: string) => ({
  account: hashToken(`operator ${emailKey(email) ?? ""}`),
  address: hashToken(`operator address ${sourceOf(address)}`),
});
