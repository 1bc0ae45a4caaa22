import type { Page } from "@playwright/test";
import { consoleScreens } from "./console-screens";
import { dialogScreens } from "./dialog-screens";
import type { Scene } from "./history";
import { portalScreens } from "./portal-screens";

/** Who looks: an operator who has signed in, one who sees little, somebody at a door, or a member of the portal. */
export type Who = "operator" | "viewer" | "nobody" | "member" | "waiting";

export type Screen = {
  /** Begins the names of its pictures. */
  name: string;
  path: (scene: Scene) => string;
  /** An operator unless it says so. */
  who?: Who;
  /** What the person does there before the picture is taken. */
  act?: (page: Page) => Promise<unknown>;
  /** What is so before the page is opened. */
  given?: (page: Page) => Promise<unknown>;
  /** Has pictures of itself with nothing on it, on its way, and refused. */
  isList?: true;
};

/** Every screen there is. */
export const screens: Screen[] = [...consoleScreens, ...dialogScreens, ...portalScreens];
