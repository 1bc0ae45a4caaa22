import type { Convex } from "../convex-client";
import type { CookieJar } from "./cookies";
import { memberDoors, type MemberDoors } from "./member-doors";
import { operatorDoors, type OperatorDoors } from "./operator-doors";
import type { Seal } from "./sealing";

/** The doors of console and portal, for one request. They set and clear its cookies. */
export type Doors = OperatorDoors & MemberDoors;

export type DoorsOptions = {
  convex: Convex;
  cookies: CookieJar;
  /** The visitor's network address. */
  address: string;
  /** What the visitor's browser says it is. */
  userAgent: string | undefined;
  /** What the secrets of second factors and the links of waiting mails are sealed with. */
  seal: Seal;
  requestId: string;
};

export function createDoors(options: DoorsOptions): Doors {
  return { ...operatorDoors(options), ...memberDoors(options) };
}
