/** What can be wrong with the data of a genuine event; holds no values. */
export const webhookFaults = {
  email: "This is no e-mail address.",
  tooLong: "This is longer than {max} characters.",
  halfCharacter: "This holds half a character.",
  time: "This is no time.",
  object: "This is no object.",
  whichContact: "It does not say which contact.",
  whichUser: "It does not say which user.",
  wrong: "This cannot be right.",
} as const;

/** How a fault is told: of one arrival, with the name of its field, and of all those that share it, with the field itself. */
export const faultSays = {
  ofArrival: "Genuine, but its {field} cannot be right: {fault} Nothing was changed.",
  ofIssue: "{field}: {fault}",
} as const;
