/* eslint-disable */
/**
 * Generated `api` utility.
 *
 * THIS CODE IS AUTOMATICALLY GENERATED.
 *
 * To regenerate, run `npx convex dev`.
 * @module
 */

import type * as commands from "../commands.js";
import type * as functions from "../functions.js";
import type * as imports from "../imports.js";
import type * as jobs from "../jobs.js";
import type * as links from "../links.js";
import type * as members from "../members.js";
import type * as model_achieved from "../model/achieved.js";
import type * as model_applyToContact from "../model/applyToContact.js";
import type * as model_applyWebhook from "../model/applyWebhook.js";
import type * as model_attempts from "../model/attempts.js";
import type * as model_audit from "../model/audit.js";
import type * as model_availability from "../model/availability.js";
import type * as model_cancelRun from "../model/cancelRun.js";
import type * as model_claimJobs from "../model/claimJobs.js";
import type * as model_contactArgs from "../model/contactArgs.js";
import type * as model_contacts from "../model/contacts.js";
import type * as model_counters from "../model/counters.js";
import type * as model_credentials from "../model/credentials.js";
import type * as model_crowds from "../model/crowds.js";
import type * as model_decideQuarantine from "../model/decideQuarantine.js";
import type * as model_decisions from "../model/decisions.js";
import type * as model_earlyWebhooks from "../model/earlyWebhooks.js";
import type * as model_eventArgs from "../model/eventArgs.js";
import type * as model_eventProfile from "../model/eventProfile.js";
import type * as model_fieldChanges from "../model/fieldChanges.js";
import type * as model_findPerson from "../model/findPerson.js";
import type * as model_findingCounts from "../model/findingCounts.js";
import type * as model_forgetSweeps from "../model/forgetSweeps.js";
import type * as model_hotSet from "../model/hotSet.js";
import type * as model_invitations from "../model/invitations.js";
import type * as model_jobOfUser from "../model/jobOfUser.js";
import type * as model_jobs from "../model/jobs.js";
import type * as model_lane from "../model/lane.js";
import type * as model_linkFilter from "../model/linkFilter.js";
import type * as model_linkRow from "../model/linkRow.js";
import type * as model_links from "../model/links.js";
import type * as model_listLinks from "../model/listLinks.js";
import type * as model_match from "../model/match.js";
import type * as model_mirrorNewer from "../model/mirrorNewer.js";
import type * as model_missedWebhook from "../model/missedWebhook.js";
import type * as model_repairAvailability from "../model/repairAvailability.js";
import type * as model_resync from "../model/resync.js";
import type * as model_runItems from "../model/runItems.js";
import type * as model_runSteps from "../model/runSteps.js";
import type * as model_searchLinks from "../model/searchLinks.js";
import type * as model_selectionArgs from "../model/selectionArgs.js";
import type * as model_sessions from "../model/sessions.js";
import type * as model_settings from "../model/settings.js";
import type * as model_settingsArgs from "../model/settingsArgs.js";
import type * as model_settle from "../model/settle.js";
import type * as model_silence from "../model/silence.js";
import type * as model_startSweep from "../model/startSweep.js";
import type * as model_stumble from "../model/stumble.js";
import type * as model_sweepAbsent from "../model/sweepAbsent.js";
import type * as model_sweepFindings from "../model/sweepFindings.js";
import type * as model_sweepPage from "../model/sweepPage.js";
import type * as model_sweeps from "../model/sweeps.js";
import type * as model_takeSweep from "../model/takeSweep.js";
import type * as model_touched from "../model/touched.js";
import type * as model_userArgs from "../model/userArgs.js";
import type * as model_users from "../model/users.js";
import type * as model_webhookEvents from "../model/webhookEvents.js";
import type * as model_webhookRows from "../model/webhookRows.js";
import type * as operators from "../operators.js";
import type * as people from "../people.js";
import type * as registration from "../registration.js";
import type * as repairs from "../repairs.js";
import type * as runs from "../runs.js";
import type * as settings from "../settings.js";
import type * as settling from "../settling.js";
import type * as sweeping from "../sweeping.js";
import type * as sweeps from "../sweeps.js";
import type * as timeline from "../timeline.js";
import type * as webhookLog from "../webhookLog.js";
import type * as webhooks from "../webhooks.js";

import type {
  ApiFromModules,
  FilterApi,
  FunctionReference,
} from "convex/server";

declare const fullApi: ApiFromModules<{
  commands: typeof commands;
  functions: typeof functions;
  imports: typeof imports;
  jobs: typeof jobs;
  links: typeof links;
  members: typeof members;
  "model/achieved": typeof model_achieved;
  "model/applyToContact": typeof model_applyToContact;
  "model/applyWebhook": typeof model_applyWebhook;
  "model/attempts": typeof model_attempts;
  "model/audit": typeof model_audit;
  "model/availability": typeof model_availability;
  "model/cancelRun": typeof model_cancelRun;
  "model/claimJobs": typeof model_claimJobs;
  "model/contactArgs": typeof model_contactArgs;
  "model/contacts": typeof model_contacts;
  "model/counters": typeof model_counters;
  "model/credentials": typeof model_credentials;
  "model/crowds": typeof model_crowds;
  "model/decideQuarantine": typeof model_decideQuarantine;
  "model/decisions": typeof model_decisions;
  "model/earlyWebhooks": typeof model_earlyWebhooks;
  "model/eventArgs": typeof model_eventArgs;
  "model/eventProfile": typeof model_eventProfile;
  "model/fieldChanges": typeof model_fieldChanges;
  "model/findPerson": typeof model_findPerson;
  "model/findingCounts": typeof model_findingCounts;
  "model/forgetSweeps": typeof model_forgetSweeps;
  "model/hotSet": typeof model_hotSet;
  "model/invitations": typeof model_invitations;
  "model/jobOfUser": typeof model_jobOfUser;
  "model/jobs": typeof model_jobs;
  "model/lane": typeof model_lane;
  "model/linkFilter": typeof model_linkFilter;
  "model/linkRow": typeof model_linkRow;
  "model/links": typeof model_links;
  "model/listLinks": typeof model_listLinks;
  "model/match": typeof model_match;
  "model/mirrorNewer": typeof model_mirrorNewer;
  "model/missedWebhook": typeof model_missedWebhook;
  "model/repairAvailability": typeof model_repairAvailability;
  "model/resync": typeof model_resync;
  "model/runItems": typeof model_runItems;
  "model/runSteps": typeof model_runSteps;
  "model/searchLinks": typeof model_searchLinks;
  "model/selectionArgs": typeof model_selectionArgs;
  "model/sessions": typeof model_sessions;
  "model/settings": typeof model_settings;
  "model/settingsArgs": typeof model_settingsArgs;
  "model/settle": typeof model_settle;
  "model/silence": typeof model_silence;
  "model/startSweep": typeof model_startSweep;
  "model/stumble": typeof model_stumble;
  "model/sweepAbsent": typeof model_sweepAbsent;
  "model/sweepFindings": typeof model_sweepFindings;
  "model/sweepPage": typeof model_sweepPage;
  "model/sweeps": typeof model_sweeps;
  "model/takeSweep": typeof model_takeSweep;
  "model/touched": typeof model_touched;
  "model/userArgs": typeof model_userArgs;
  "model/users": typeof model_users;
  "model/webhookEvents": typeof model_webhookEvents;
  "model/webhookRows": typeof model_webhookRows;
  operators: typeof operators;
  people: typeof people;
  registration: typeof registration;
  repairs: typeof repairs;
  runs: typeof runs;
  settings: typeof settings;
  settling: typeof settling;
  sweeping: typeof sweeping;
  sweeps: typeof sweeps;
  timeline: typeof timeline;
  webhookLog: typeof webhookLog;
  webhooks: typeof webhooks;
}>;

/**
 * A utility for referencing Convex functions in your app's public API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = api.myModule.myFunction;
 * ```
 */
export declare const api: FilterApi<
  typeof fullApi,
  FunctionReference<any, "public">
>;

/**
 * A utility for referencing Convex functions in your app's internal API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = internal.myModule.myFunction;
 * ```
 */
export declare const internal: FilterApi<
  typeof fullApi,
  FunctionReference<any, "internal">
>;

export declare const components: {};
