import type { Behavior, Workflow } from "./workflow";

/** The workflows of a new backend. They are stored, and may be changed there. */
export const WORKFLOWS: readonly Workflow[] = [
  workflow(
    "user_registration",
    "User registration",
    ["customerData.email", "metadata.convexUserId"],
    [
      behavior("create-contact", 100, { tags: ["website_user", "active"] }),
      behavior("create-frontend-user", 90),
      behavior("send-welcome-email", 80),
    ],
  ),
  workflow(
    "resend_welcome_email",
    "Re-send welcome",
    ["frontendUserId"],
    [behavior("resend-welcome-email", 80)],
  ),
  // For callers from before the checkout.
  workflow(
    "event_registration_complete",
    "Event registration",
    ["eventId", "customerData.email"],
    [behavior("book-event", 100)],
  ),
];

/** Each has the name of its trigger. */
function workflow(
  subtype: string,
  name: string,
  requiredInputs: readonly string[],
  behaviors: readonly Behavior[],
): Workflow {
  const execution = { triggerOn: subtype, requiredInputs, errorHandling: "rollback" } as const;
  return { type: "workflow", subtype, name, status: "active", execution, behaviors };
}

function behavior(type: string, priority: number, config: Behavior["config"] = {}): Behavior {
  return { type, enabled: true, priority, config };
}
