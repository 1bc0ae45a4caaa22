import type { Actor, ConvexCaller } from "../convex-client";
import type { Doors } from "../auth/doors";
import type { EventsGuard } from "../auth/events-guard";
import type { PortalGuard } from "../auth/portal-guard";
import type { Asking, SignedIn } from "../auth/identify";
import type { Booker } from "../checkout/booker";
import type { Events } from "../events/events";
import type { Imports } from "../import/imports";
import type { Sweeper } from "../sync/reconcile/sweeper";
import type { Worker } from "../sync/worker";
import type { Crm } from "../crm/port";
import type { HealthMonitor } from "../health";
import type { Mailer } from "../mail/mailer";
import type { DemoStage } from "./demo-stage";
import type { RunWatch } from "./run-watch";
import type { SweepWatch } from "./sweep-watch";
import type { SettingsWatch } from "../settings";
import type { Gate } from "../sync/gate/gate";
import type { ConnectionTest } from "../../shared/settings-api";

/** What every procedure gets. It knows nothing of HTTP, so tests can make one by hand. */
export type Context = Asking & {
  requestId: string;
  /** Who asks by the same session or token by now: a stream outlives what it began with. */
  operatorNow: () => Promise<SignedIn | null>;
  /** Convex with the identity of `actor`; what it may do is checked again in there. */
  convexAs: (actor: Actor) => ConvexCaller;
  /** Sign-in, sign-out and sessions; it sets and clears the cookies of this request. */
  doors: Doors;
  /** How much this visitor's network may ask of the portal. */
  portalGuard: PortalGuard;
  /** The same of events and bookings. */
  eventsGuard: EventsGuard;
  /** The backend's events, asked for once for all who look. */
  events: Events;
  booker: Pick<Booker, "nudge" | "waitFor">;
  worker: Worker;
  mailer: Pick<Mailer, "nudge">;
  sweeper: Sweeper;
  crm: Crm;
  imports: Imports;
  health: HealthMonitor;
  runWatch: RunWatch;
  sweepWatch: SweepWatch;
  settings: SettingsWatch;
  gate: Pick<Gate, "opensWithin">;
  /** Asks the backend whether address, key and contract are right. */
  testConnection: () => Promise<ConnectionTest>;
  /** The story of the demo; null everywhere else. */
  demo: DemoStage | null;
};
