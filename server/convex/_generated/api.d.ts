/* eslint-disable */
/**
 * Generated `api` utility.
 *
 * THIS CODE IS AUTOMATICALLY GENERATED.
 *
 * To regenerate, run `npx convex dev`.
 * @module
 */

import type * as audit from "../audit.js";
import type * as commands from "../commands.js";
import type * as exports from "../exports.js";
import type * as functions from "../functions.js";
import type * as imports from "../imports.js";
import type * as jobs from "../jobs.js";
import type * as links from "../links.js";
import type * as matchReview from "../matchReview.js";
import type * as members from "../members.js";
import type * as model_achieved from "../model/achieved.js";
import type * as model_applyToContact from "../model/applyToContact.js";
import type * as model_applyToUser from "../model/applyToUser.js";
import type * as model_applyWebhook from "../model/applyWebhook.js";
import type * as model_attempts from "../model/attempts.js";
import type * as model_audit from "../model/audit.js";
import type * as model_auditFilter from "../model/auditFilter.js";
import type * as model_auditViews from "../model/auditViews.js";
import type * as model_availability from "../model/availability.js";
import type * as model_bookFacts from "../model/bookFacts.js";
import type * as model_bucketCounts from "../model/bucketCounts.js";
import type * as model_bucketCover from "../model/bucketCover.js";
import type * as model_callRate from "../model/callRate.js";
import type * as model_claimJobs from "../model/claimJobs.js";
import type * as model_contactArgs from "../model/contactArgs.js";
import type * as model_contactOfUser from "../model/contactOfUser.js";
import type * as model_contacts from "../model/contacts.js";
import type * as model_countedArrivals from "../model/countedArrivals.js";
import type * as model_counters from "../model/counters.js";
import type * as model_credentials from "../model/credentials.js";
import type * as model_crowds from "../model/crowds.js";
import type * as model_decideMatch from "../model/decideMatch.js";
import type * as model_decideQuarantine from "../model/decideQuarantine.js";
import type * as model_decisions from "../model/decisions.js";
import type * as model_earlyWebhooks from "../model/earlyWebhooks.js";
import type * as model_endJob from "../model/endJob.js";
import type * as model_enqueueJob from "../model/enqueueJob.js";
import type * as model_eventArgs from "../model/eventArgs.js";
import type * as model_eventClocks from "../model/eventClocks.js";
import type * as model_eventProfile from "../model/eventProfile.js";
import type * as model_exportLinks from "../model/exportLinks.js";
import type * as model_feedRun from "../model/feedRun.js";
import type * as model_fieldChange from "../model/fieldChange.js";
import type * as model_fieldChanges from "../model/fieldChanges.js";
import type * as model_findPerson from "../model/findPerson.js";
import type * as model_findingCounts from "../model/findingCounts.js";
import type * as model_fingerprint from "../model/fingerprint.js";
import type * as model_forgetContent from "../model/forgetContent.js";
import type * as model_forgetSweeps from "../model/forgetSweeps.js";
import type * as model_freezeRun from "../model/freezeRun.js";
import type * as model_goneContacts from "../model/goneContacts.js";
import type * as model_hotSet from "../model/hotSet.js";
import type * as model_hurryJobs from "../model/hurryJobs.js";
import type * as model_hurryMember from "../model/hurryMember.js";
import type * as model_invitations from "../model/invitations.js";
import type * as model_invitationsOfRun from "../model/invitationsOfRun.js";
import type * as model_jobOfUser from "../model/jobOfUser.js";
import type * as model_jobs from "../model/jobs.js";
import type * as model_judgeEarly from "../model/judgeEarly.js";
import type * as model_judgedLater from "../model/judgedLater.js";
import type * as model_lane from "../model/lane.js";
import type * as model_leases from "../model/leases.js";
import type * as model_letGo from "../model/letGo.js";
import type * as model_linkCounters from "../model/linkCounters.js";
import type * as model_linkFacets from "../model/linkFacets.js";
import type * as model_linkFilter from "../model/linkFilter.js";
import type * as model_linkRow from "../model/linkRow.js";
import type * as model_links from "../model/links.js";
import type * as model_listLinks from "../model/listLinks.js";
import type * as model_match from "../model/match.js";
import type * as model_matchCandidates from "../model/matchCandidates.js";
import type * as model_matchEvidence from "../model/matchEvidence.js";
import type * as model_matchRules from "../model/matchRules.js";
import type * as model_mirrorNewer from "../model/mirrorNewer.js";
import type * as model_missedWebhook from "../model/missedWebhook.js";
import type * as model_nextStep from "../model/nextStep.js";
import type * as model_otherClaims from "../model/otherClaims.js";
import type * as model_personForRepair from "../model/personForRepair.js";
import type * as model_planHash from "../model/planHash.js";
import type * as model_queue from "../model/queue.js";
import type * as model_receiptArgs from "../model/receiptArgs.js";
import type * as model_receipts from "../model/receipts.js";
import type * as model_recoverJob from "../model/recoverJob.js";
import type * as model_redaction from "../model/redaction.js";
import type * as model_repairAvailability from "../model/repairAvailability.js";
import type * as model_replayChain from "../model/replayChain.js";
import type * as model_replayDelivery from "../model/replayDelivery.js";
import type * as model_replayRejected from "../model/replayRejected.js";
import type * as model_replayRuns from "../model/replayRuns.js";
import type * as model_replayable from "../model/replayable.js";
import type * as model_resolveDrift from "../model/resolveDrift.js";
import type * as model_restoreUser from "../model/restoreUser.js";
import type * as model_resync from "../model/resync.js";
import type * as model_retryRun from "../model/retryRun.js";
import type * as model_runActions from "../model/runActions.js";
import type * as model_runCauses from "../model/runCauses.js";
import type * as model_runChain from "../model/runChain.js";
import type * as model_runItems from "../model/runItems.js";
import type * as model_runPeople from "../model/runPeople.js";
import type * as model_runPlan from "../model/runPlan.js";
import type * as model_runStanding from "../model/runStanding.js";
import type * as model_runView from "../model/runView.js";
import type * as model_searchLinks from "../model/searchLinks.js";
import type * as model_selectionArgs from "../model/selectionArgs.js";
import type * as model_sessions from "../model/sessions.js";
import type * as model_settings from "../model/settings.js";
import type * as model_settingsArgs from "../model/settingsArgs.js";
import type * as model_settle from "../model/settle.js";
import type * as model_silence from "../model/silence.js";
import type * as model_softDelete from "../model/softDelete.js";
import type * as model_startRun from "../model/startRun.js";
import type * as model_startSweep from "../model/startSweep.js";
import type * as model_stumble from "../model/stumble.js";
import type * as model_sweepAbsent from "../model/sweepAbsent.js";
import type * as model_sweepFindings from "../model/sweepFindings.js";
import type * as model_sweepPage from "../model/sweepPage.js";
import type * as model_sweeps from "../model/sweeps.js";
import type * as model_syncBuckets from "../model/syncBuckets.js";
import type * as model_syncFacts from "../model/syncFacts.js";
import type * as model_takeSweep from "../model/takeSweep.js";
import type * as model_takeTurn from "../model/takeTurn.js";
import type * as model_takeWebhooks from "../model/takeWebhooks.js";
import type * as model_tally from "../model/tally.js";
import type * as model_touched from "../model/touched.js";
import type * as model_userArgs from "../model/userArgs.js";
import type * as model_users from "../model/users.js";
import type * as model_watchWindow from "../model/watchWindow.js";
import type * as model_webhookArrivals from "../model/webhookArrivals.js";
import type * as model_webhookBuckets from "../model/webhookBuckets.js";
import type * as model_webhookDetail from "../model/webhookDetail.js";
import type * as model_webhookEvents from "../model/webhookEvents.js";
import type * as model_webhookFacets from "../model/webhookFacets.js";
import type * as model_webhookFacts from "../model/webhookFacts.js";
import type * as model_webhookFilter from "../model/webhookFilter.js";
import type * as model_webhookFilterArgs from "../model/webhookFilterArgs.js";
import type * as model_webhookHistogram from "../model/webhookHistogram.js";
import type * as model_webhookIssues from "../model/webhookIssues.js";
import type * as model_webhookKinds from "../model/webhookKinds.js";
import type * as model_webhookRows from "../model/webhookRows.js";
import type * as model_webhookTypes from "../model/webhookTypes.js";
import type * as model_webhookVerdicts from "../model/webhookVerdicts.js";
import type * as model_whySkipped from "../model/whySkipped.js";
import type * as monitor from "../monitor.js";
import type * as operators from "../operators.js";
import type * as overview from "../overview.js";
import type * as people from "../people.js";
import type * as registration from "../registration.js";
import type * as repairs from "../repairs.js";
import type * as runSteps from "../runSteps.js";
import type * as runs from "../runs.js";
import type * as savedViews from "../savedViews.js";
import type * as settings from "../settings.js";
import type * as settling from "../settling.js";
import type * as sweeping from "../sweeping.js";
import type * as sweeps from "../sweeps.js";
import type * as tables_audit from "../tables/audit.js";
import type * as tables_desk from "../tables/desk.js";
import type * as tables_jobs from "../tables/jobs.js";
import type * as tables_join from "../tables/join.js";
import type * as tables_lastWebhook from "../tables/lastWebhook.js";
import type * as tables_lookupKeys from "../tables/lookupKeys.js";
import type * as tables_members from "../tables/members.js";
import type * as tables_operators from "../tables/operators.js";
import type * as tables_replays from "../tables/replays.js";
import type * as tables_runs from "../tables/runs.js";
import type * as tables_sweeps from "../tables/sweeps.js";
import type * as tables_webhooks from "../tables/webhooks.js";
import type * as timeline from "../timeline.js";
import type * as tracing from "../tracing.js";
import type * as webhookLog from "../webhookLog.js";
import type * as webhookReplays from "../webhookReplays.js";
import type * as webhookUpkeep from "../webhookUpkeep.js";
import type * as webhookWatch from "../webhookWatch.js";
import type * as webhooks from "../webhooks.js";

import type {
  ApiFromModules,
  FilterApi,
  FunctionReference,
} from "convex/server";

declare const fullApi: ApiFromModules<{
  audit: typeof audit;
  commands: typeof commands;
  exports: typeof exports;
  functions: typeof functions;
  imports: typeof imports;
  jobs: typeof jobs;
  links: typeof links;
  matchReview: typeof matchReview;
  members: typeof members;
  "model/achieved": typeof model_achieved;
  "model/applyToContact": typeof model_applyToContact;
  "model/applyToUser": typeof model_applyToUser;
  "model/applyWebhook": typeof model_applyWebhook;
  "model/attempts": typeof model_attempts;
  "model/audit": typeof model_audit;
  "model/auditFilter": typeof model_auditFilter;
  "model/auditViews": typeof model_auditViews;
  "model/availability": typeof model_availability;
  "model/bookFacts": typeof model_bookFacts;
  "model/bucketCounts": typeof model_bucketCounts;
  "model/bucketCover": typeof model_bucketCover;
  "model/callRate": typeof model_callRate;
  "model/claimJobs": typeof model_claimJobs;
  "model/contactArgs": typeof model_contactArgs;
  "model/contactOfUser": typeof model_contactOfUser;
  "model/contacts": typeof model_contacts;
  "model/countedArrivals": typeof model_countedArrivals;
  "model/counters": typeof model_counters;
  "model/credentials": typeof model_credentials;
  "model/crowds": typeof model_crowds;
  "model/decideMatch": typeof model_decideMatch;
  "model/decideQuarantine": typeof model_decideQuarantine;
  "model/decisions": typeof model_decisions;
  "model/earlyWebhooks": typeof model_earlyWebhooks;
  "model/endJob": typeof model_endJob;
  "model/enqueueJob": typeof model_enqueueJob;
  "model/eventArgs": typeof model_eventArgs;
  "model/eventClocks": typeof model_eventClocks;
  "model/eventProfile": typeof model_eventProfile;
  "model/exportLinks": typeof model_exportLinks;
  "model/feedRun": typeof model_feedRun;
  "model/fieldChange": typeof model_fieldChange;
  "model/fieldChanges": typeof model_fieldChanges;
  "model/findPerson": typeof model_findPerson;
  "model/findingCounts": typeof model_findingCounts;
  "model/fingerprint": typeof model_fingerprint;
  "model/forgetContent": typeof model_forgetContent;
  "model/forgetSweeps": typeof model_forgetSweeps;
  "model/freezeRun": typeof model_freezeRun;
  "model/goneContacts": typeof model_goneContacts;
  "model/hotSet": typeof model_hotSet;
  "model/hurryJobs": typeof model_hurryJobs;
  "model/hurryMember": typeof model_hurryMember;
  "model/invitations": typeof model_invitations;
  "model/invitationsOfRun": typeof model_invitationsOfRun;
  "model/jobOfUser": typeof model_jobOfUser;
  "model/jobs": typeof model_jobs;
  "model/judgeEarly": typeof model_judgeEarly;
  "model/judgedLater": typeof model_judgedLater;
  "model/lane": typeof model_lane;
  "model/leases": typeof model_leases;
  "model/letGo": typeof model_letGo;
  "model/linkCounters": typeof model_linkCounters;
  "model/linkFacets": typeof model_linkFacets;
  "model/linkFilter": typeof model_linkFilter;
  "model/linkRow": typeof model_linkRow;
  "model/links": typeof model_links;
  "model/listLinks": typeof model_listLinks;
  "model/match": typeof model_match;
  "model/matchCandidates": typeof model_matchCandidates;
  "model/matchEvidence": typeof model_matchEvidence;
  "model/matchRules": typeof model_matchRules;
  "model/mirrorNewer": typeof model_mirrorNewer;
  "model/missedWebhook": typeof model_missedWebhook;
  "model/nextStep": typeof model_nextStep;
  "model/otherClaims": typeof model_otherClaims;
  "model/personForRepair": typeof model_personForRepair;
  "model/planHash": typeof model_planHash;
  "model/queue": typeof model_queue;
  "model/receiptArgs": typeof model_receiptArgs;
  "model/receipts": typeof model_receipts;
  "model/recoverJob": typeof model_recoverJob;
  "model/redaction": typeof model_redaction;
  "model/repairAvailability": typeof model_repairAvailability;
  "model/replayChain": typeof model_replayChain;
  "model/replayDelivery": typeof model_replayDelivery;
  "model/replayRejected": typeof model_replayRejected;
  "model/replayRuns": typeof model_replayRuns;
  "model/replayable": typeof model_replayable;
  "model/resolveDrift": typeof model_resolveDrift;
  "model/restoreUser": typeof model_restoreUser;
  "model/resync": typeof model_resync;
  "model/retryRun": typeof model_retryRun;
  "model/runActions": typeof model_runActions;
  "model/runCauses": typeof model_runCauses;
  "model/runChain": typeof model_runChain;
  "model/runItems": typeof model_runItems;
  "model/runPeople": typeof model_runPeople;
  "model/runPlan": typeof model_runPlan;
  "model/runStanding": typeof model_runStanding;
  "model/runView": typeof model_runView;
  "model/searchLinks": typeof model_searchLinks;
  "model/selectionArgs": typeof model_selectionArgs;
  "model/sessions": typeof model_sessions;
  "model/settings": typeof model_settings;
  "model/settingsArgs": typeof model_settingsArgs;
  "model/settle": typeof model_settle;
  "model/silence": typeof model_silence;
  "model/softDelete": typeof model_softDelete;
  "model/startRun": typeof model_startRun;
  "model/startSweep": typeof model_startSweep;
  "model/stumble": typeof model_stumble;
  "model/sweepAbsent": typeof model_sweepAbsent;
  "model/sweepFindings": typeof model_sweepFindings;
  "model/sweepPage": typeof model_sweepPage;
  "model/sweeps": typeof model_sweeps;
  "model/syncBuckets": typeof model_syncBuckets;
  "model/syncFacts": typeof model_syncFacts;
  "model/takeSweep": typeof model_takeSweep;
  "model/takeTurn": typeof model_takeTurn;
  "model/takeWebhooks": typeof model_takeWebhooks;
  "model/tally": typeof model_tally;
  "model/touched": typeof model_touched;
  "model/userArgs": typeof model_userArgs;
  "model/users": typeof model_users;
  "model/watchWindow": typeof model_watchWindow;
  "model/webhookArrivals": typeof model_webhookArrivals;
  "model/webhookBuckets": typeof model_webhookBuckets;
  "model/webhookDetail": typeof model_webhookDetail;
  "model/webhookEvents": typeof model_webhookEvents;
  "model/webhookFacets": typeof model_webhookFacets;
  "model/webhookFacts": typeof model_webhookFacts;
  "model/webhookFilter": typeof model_webhookFilter;
  "model/webhookFilterArgs": typeof model_webhookFilterArgs;
  "model/webhookHistogram": typeof model_webhookHistogram;
  "model/webhookIssues": typeof model_webhookIssues;
  "model/webhookKinds": typeof model_webhookKinds;
  "model/webhookRows": typeof model_webhookRows;
  "model/webhookTypes": typeof model_webhookTypes;
  "model/webhookVerdicts": typeof model_webhookVerdicts;
  "model/whySkipped": typeof model_whySkipped;
  monitor: typeof monitor;
  operators: typeof operators;
  overview: typeof overview;
  people: typeof people;
  registration: typeof registration;
  repairs: typeof repairs;
  runSteps: typeof runSteps;
  runs: typeof runs;
  savedViews: typeof savedViews;
  settings: typeof settings;
  settling: typeof settling;
  sweeping: typeof sweeping;
  sweeps: typeof sweeps;
  "tables/audit": typeof tables_audit;
  "tables/desk": typeof tables_desk;
  "tables/jobs": typeof tables_jobs;
  "tables/join": typeof tables_join;
  "tables/lastWebhook": typeof tables_lastWebhook;
  "tables/lookupKeys": typeof tables_lookupKeys;
  "tables/members": typeof tables_members;
  "tables/operators": typeof tables_operators;
  "tables/replays": typeof tables_replays;
  "tables/runs": typeof tables_runs;
  "tables/sweeps": typeof tables_sweeps;
  "tables/webhooks": typeof tables_webhooks;
  timeline: typeof timeline;
  tracing: typeof tracing;
  webhookLog: typeof webhookLog;
  webhookReplays: typeof webhookReplays;
  webhookUpkeep: typeof webhookUpkeep;
  webhookWatch: typeof webhookWatch;
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
