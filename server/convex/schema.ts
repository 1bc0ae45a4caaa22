import { defineSchema } from "convex/server";
import { apiTokenTables } from "./tables/apiTokens";
import { auditTables } from "./tables/audit";
import { checkoutTables } from "./tables/checkouts";
import { deskTables } from "./tables/desk";
import { jobTables } from "./tables/jobs";
import { joinTables } from "./tables/join";
import { mailTables } from "./tables/mails";
import { memberTables } from "./tables/members";
import { operatorTables } from "./tables/operators";
import { purgeTables } from "./tables/purge";
import { replayTables } from "./tables/replays";
import { runTables } from "./tables/runs";
import { sweepTables } from "./tables/sweeps";
import { webhookTables } from "./tables/webhooks";

/** In all tables: timestamps are ms since epoch; a field that is absent is unknown, never empty. */
export default defineSchema({
  ...memberTables,
  ...mailTables,
  ...checkoutTables,
  ...joinTables,
  ...jobTables,
  ...webhookTables,
  ...replayTables,
  ...runTables,
  ...sweepTables,
  ...auditTables,
  ...operatorTables,
  ...apiTokenTables,
  ...deskTables,
  ...purgeTables,
});
