import type { Permission } from "../../shared/permissions";

/** `anyone`: signed in or not. `member`: somebody signed in to the portal. */
export type Needs = Permission | "anyone" | "member";

/** What each procedure of tRPC needs, written down a second time: by people who have thought of each. */
export const procedureRights: Partial<Record<Needs, string>> = {
  anyone: `session.me session.setUpStatus session.setUp session.inviteStatus session.acceptInvite session.signIn
    session.resetStatus session.resetPassword session.methods session.beginSignOn session.finishSignOn session.signOnCode
    session.signOut portal.events portal.event portal.checkout portal.checkoutState portal.hurryCheckout portal.withdrawCheckout
    portal.organization portal.register portal.registerByMail portal.invitation portal.signIn portal.signOut portal.forgotPassword
    portal.checkPasswordLink portal.setPassword`,
  member: `portal.bookings portal.me portal.retrySync portal.changePassword portal.sessions portal.endSession
    portal.endOtherSessions portal.confirmAddress portal.askForProof portal.changeAddress portal.keepAddress
    portal.profile portal.updateProfile portal.deleteAccount`,
  "account.self": `session.stepUp session.beginSignOnAgain session.keepActive session.list session.revoke session.revokeOthers account.get
    account.changePassword account.beginSecondFactor account.confirmSecondFactor account.renewRecoveryCodes
    account.removeSecondFactor demo.goOn`,
  "tokens.own": "apiTokens.list apiTokens.create apiTokens.revoke",
  "tokens.read": "apiTokens.all",
  "tokens.revoke": "apiTokens.revokeAny",
  "operators.read": "operators.list operators.invites operators.sessions",
  "operators.write": `operators.invite operators.withdrawInvite operators.changeRole operators.disable
    operators.enable operators.resetSecondFactor operators.unlinkSignOn operators.makeResetLink operators.endSession operators.endSessions`,
  "users.read": `overview.get health.get users.list users.facets users.get users.bookings users.checkouts users.timeline
    users.timelineRecord users.matchCandidates savedViews.list savedViews.keepColumns`,
  "pii.reveal": "users.reveal",
  "users.resync": "users.resync users.hurryCheckout users.trace users.traceForReal",
  "bookings.settle": "users.settleCheckout",
  "users.softDelete": "users.softDelete users.restore",
  "users.purge": "users.leftOf users.purge",
  "users.resendWelcome": "users.resendWelcome",
  "users.resolveDrift": "users.resolveDrift",
  "users.reviewMatch": "users.acceptMatch users.rejectMatch users.forgetRejection",
  "users.archiveContact": "users.archiveContact",
  "users.invite": "users.invite",
  "views.write": "savedViews.save savedViews.remove",
  "runs.read": "runs.list runs.active runs.get runs.items runs.causes runs.watch",
  "runs.write": `runs.preview runs.create runs.retryFailed runs.pause runs.resume runs.cancel
    runs.withdraw`,
  "runs.approve": "runs.approve runs.reject webhooks.approveReplay webhooks.rejectReplay",
  "reconcile.read": `reconcile.list reconcile.get reconcile.findings reconcile.trend reconcile.schedule
    reconcile.silence reconcile.watch`,
  "reconcile.write": "reconcile.start reconcile.decide reconcile.cancel",
  "webhooks.read": `webhooks.list webhooks.facets webhooks.get webhooks.tail webhooks.histogram webhooks.lag
    webhooks.types webhooks.issues webhooks.replayPreview webhooks.replayRuns webhooks.replayRun
    webhooks.replayItems`,
  "webhooks.acknowledge": "webhooks.acknowledge",
  "webhooks.replay": "webhooks.replay",
  "webhooks.replayRejected": "webhooks.replayRejected",
  "webhooks.replayMany": `webhooks.replayAll webhooks.replayIssue webhooks.pauseReplay webhooks.resumeReplay
    webhooks.cancelReplay webhooks.withdrawReplay`,
  "audit.read": "audit.list audit.get audit.actors",
  "audit.verify": "audit.chainState",
  "imports.write": "imports.start imports.get",
  "settings.read": "settings.get settings.lane",
  "settings.write": "settings.update settings.resumeLane settings.testConnection",
};

/** The other addresses at which operators are answered. */
export const routeRights: Partial<Record<Needs, string>> = {
  "users.exportPerson": "GET:/api/export/people/:id.zip",
  "users.export": "GET:/api/export/users.csv POST:/api/export/users.csv",
  "runs.export": "GET:/api/export/runs/:runId.csv",
  "users.invite": "POST:/api/export/runs/:runId/invitations.csv",
  "audit.export": "GET:/api/export/audit.csv GET:/api/export/audit.jsonl",
  "imports.write": "POST:/api/import/upload",
};

/** One line per name: what it needs. */
export const rightsByName = (table: Partial<Record<Needs, string>>): Array<[name: string, needs: Needs]> =>
  (Object.entries(table) as Array<[Needs, string]>).flatMap(([needs, names]) =>
    names.split(/\s+/u).map((name): [string, Needs] => [name, needs]),
  );

/** What each public function of Convex needs that is for people; every other one is for the server alone. */
export const functionRights: Partial<Record<Permission, string>> = {
  "portal.self": `checkouts:beginOwn checkouts:own members:me members:retrySync memberPasswords:change memberSessions:own
    memberSessions:endOwn memberAddress:askAgain memberAddress:askForOther memberAddress:dropOther
    memberAddress:confirm memberProfile:own memberProfile:update memberDeletion:deleteOwn`,
  "account.self": `operatorFactors:own operatorFactors:begin operatorFactors:confirm
    operatorFactors:renewRecoveryCodes operatorFactors:remove operatorPasswords:change operatorSessions:own
    operatorSessions:endOwn`,
  "tokens.own": "apiTokens:own apiTokens:create apiTokens:revoke",
  "tokens.read": "apiTokens:all",
  "tokens.revoke": "apiTokens:revokeAny",
  "operators.read": "operatorInvites:list operatorSessions:of operators:list",
  "operators.write": `operatorFactors:reset operatorInvites:create operatorInvites:withdraw operatorResets:create
    operatorSessions:end operatorSignOn:unlink
    operators:changeRole operators:disable operators:enable`,
  "users.read": `deskCheckouts:ofPerson deskCheckouts:late jobs:queueHealth links:page links:facets links:exportPage matchReview:candidates overview:now
    overview:work people:get savedViews:list savedViews:keepColumns timeline:page timeline:record`,
  "pii.reveal": "reveals:reveal",
  "users.resync": "commands:resync deskCheckouts:hurry tracing:facts",
  "bookings.settle": "deskCheckouts:settle",
  "users.softDelete": "commands:softDelete commands:restore",
  "users.resendWelcome": "commands:resendWelcome",
  "users.resolveDrift": "repairs:resolveDrift",
  "users.reviewMatch": "matchReview:accept matchReview:reject matchReview:forgetRejection",
  "users.archiveContact": "repairs:archiveContact",
  "users.invite": "repairs:invite exports:beginInvitations exports:issueInvitations",
  "users.purge": "purge:leftOf purge:now",
  "users.exportPerson": "personExport:begin personExport:end personExport:learn personExport:page",
  "users.export": "exports:beginUsers exports:endUsers exports:usersPage exports:usersByIds",
  "views.write": "savedViews:save savedViews:remove",
  "runs.read": "runs:list runs:active runs:get runs:items runs:causes",
  "runs.write":
    "runs:preview runs:plan runs:create runs:retryFailed runs:pause runs:resume runs:cancel runApproval:withdraw",
  "runs.approve": "runApproval:approve runApproval:reject replayApproval:approve replayApproval:reject",
  "runs.export": "exports:begin exports:runOutcomes",
  "reconcile.read": "sweeps:list sweeps:get sweeps:findings sweeps:trend sweeps:schedule sweeps:silence",
  "reconcile.write": "sweeps:start sweeps:decide sweeps:cancel",
  "webhooks.read": `webhookLog:page webhookLog:facets webhookLog:get webhookLog:since webhookReplays:preview
    webhookReplays:runs webhookReplays:run webhookReplays:items webhookWatch:histogram webhookWatch:lag
    webhookWatch:types webhookWatch:issues`,
  "webhooks.acknowledge": "webhookWatch:acknowledge",
  "webhooks.replay": "webhookReplays:replay",
  "webhooks.replayRejected": "webhookReplays:replayRejected",
  "webhooks.replayMany": `webhookReplays:replayAll webhookReplays:replayIssue webhookReplays:pause
    webhookReplays:resume webhookReplays:cancel replayApproval:withdraw`,
  "audit.read": "audit:page audit:get audit:actors",
  "audit.verify": "auditChain:state",
  "audit.export": `audit:beginExport audit:endExport audit:exportPage auditChain:keys auditChain:checkpoints
    auditChain:records`,
  "imports.write": "imports:begin imports:users imports:contacts settling:linksPending",
  "settings.read": "settings:get settings:lane",
  "settings.write": "settings:update settings:endHold settings:resumeLane",
};
