import * as apiTokens from "../convex/apiTokens";
import * as audit from "../convex/audit";
import * as auditChain from "../convex/auditChain";
import * as auditRefusals from "../convex/auditRefusals";
import * as checkouts from "../convex/checkouts";
import * as commands from "../convex/commands";
import * as deskCheckouts from "../convex/deskCheckouts";
import * as exports from "../convex/exports";
import * as imports from "../convex/imports";
import * as jobs from "../convex/jobs";
import * as links from "../convex/links";
import * as mails from "../convex/mails";
import * as matchReview from "../convex/matchReview";
import * as memberAddress from "../convex/memberAddress";
import * as memberDeletion from "../convex/memberDeletion";
import * as memberPasswords from "../convex/memberPasswords";
import * as memberProfile from "../convex/memberProfile";
import * as members from "../convex/members";
import * as memberSessions from "../convex/memberSessions";
import * as memberSignIn from "../convex/memberSignIn";
import * as monitor from "../convex/monitor";
import * as operatorFactors from "../convex/operatorFactors";
import * as operatorInvites from "../convex/operatorInvites";
import * as operatorPasswords from "../convex/operatorPasswords";
import * as operatorResets from "../convex/operatorResets";
import * as operators from "../convex/operators";
import * as operatorSessions from "../convex/operatorSessions";
import * as operatorSetUp from "../convex/operatorSetUp";
import * as operatorSignIn from "../convex/operatorSignIn";
import * as operatorSignOn from "../convex/operatorSignOn";
import * as overview from "../convex/overview";
import * as people from "../convex/people";
import * as portalLimits from "../convex/portalLimits";
import * as personExport from "../convex/personExport";
import * as purge from "../convex/purge";
import * as registration from "../convex/registration";
import * as repairs from "../convex/repairs";
import * as replayApproval from "../convex/replayApproval";
import * as reveals from "../convex/reveals";
import * as runApproval from "../convex/runApproval";
import * as runs from "../convex/runs";
import * as runSteps from "../convex/runSteps";
import * as savedViews from "../convex/savedViews";
import * as settings from "../convex/settings";
import * as settling from "../convex/settling";
import * as sweeping from "../convex/sweeping";
import * as sweeps from "../convex/sweeps";
import * as timeline from "../convex/timeline";
import * as tracing from "../convex/tracing";
import * as webhookLog from "../convex/webhookLog";
import * as webhookReplays from "../convex/webhookReplays";
import * as webhookUpkeep from "../convex/webhookUpkeep";
import * as webhookWatch from "../convex/webhookWatch";
import * as webhooks from "../convex/webhooks";

/** What `npx convex deploy` would find in server/convex/, for the embedded store. A test compares it with the folder. */
export const convexModules = {
  apiTokens,
  audit,
  auditChain,
  auditRefusals,
  checkouts,
  commands,
  deskCheckouts,
  exports,
  imports,
  jobs,
  links,
  mails,
  matchReview,
  memberAddress,
  memberDeletion,
  memberPasswords,
  memberProfile,
  members,
  memberSessions,
  memberSignIn,
  monitor,
  operatorFactors,
  operatorInvites,
  operatorPasswords,
  operatorResets,
  operators,
  operatorSessions,
  operatorSetUp,
  operatorSignIn,
  operatorSignOn,
  overview,
  people,
  portalLimits,
  personExport,
  purge,
  registration,
  repairs,
  replayApproval,
  reveals,
  runApproval,
  runs,
  runSteps,
  savedViews,
  settings,
  settling,
  sweeping,
  sweeps,
  timeline,
  tracing,
  webhookLog,
  webhookReplays,
  webhookUpkeep,
  webhookWatch,
  webhooks,
};
