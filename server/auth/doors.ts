import type { Convex } from "../convex-client";
import type { CookieJar } from "./cookies";
import { memberAccountDoors, type MemberAccountDoors } from "./member-account-doors";
import { memberDoors, type MemberDoors } from "./member-doors";
import { operatorDoors, type OperatorDoors } from "./operator-doors";
import { registrationDoor, type RegistrationDoor } from "./register-by-mail";
import type { Seal } from "./sealing";
import type { Crowd } from "./sign-on/crowd";
import { signOnDoors, type SignOnDoors } from "./sign-on/doors";
import type { Provider } from "./sign-on/provider";

/** The doors of console and portal, for one request. They set and clear its cookies. */
export type Doors = OperatorDoors & SignOnDoors & MemberDoors & MemberAccountDoors & RegistrationDoor;

export type DoorsOptions = {
  convex: Convex;
  cookies: CookieJar;
  /** The visitor's network address. */
  address: string;
  /** What the visitor's browser says it is. */
  userAgent: string | undefined;
  /** What the secrets of second factors and the links of waiting mails are sealed with. */
  seal: Seal;
  /** Where operators may sign in beside here. */
  provider: Provider | null;
  crowd: Crowd;
  requestId: string;
};

export function createDoors(options: DoorsOptions): Doors {
  return {
    ...{ ...operatorDoors(options), ...signOnDoors(options) },
    ...{ ...memberDoors(options), ...memberAccountDoors(options), ...registrationDoor(options) },
  };
}
