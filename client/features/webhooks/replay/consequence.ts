/** What a replay of many does and does not do. */
export const MANY_CONSEQUENCE =
  "Each event is applied again under its own ID and its own time, as a new attempt. What is newer stays. No e-mail is sent and no session is ended a second time.";
