/** What the server says of the two systems under it: the dots of the shell, and the test of the connection. */
export const healthSays = {
  answers: "Answers.",
  answersIn: "Answers in {ms} ms.",
  silent: "Does not answer.",
  storeSilent: "Does not answer. Nothing can be changed.",
  notKnown: "Not known yet.",
  backendAnswers: "The backend answers.",
  acceptsKey: "It accepts Tandem's key.",
  isThisApi: "Its answer is that of the API.",
  testFailed: "The test itself failed.",
  checkKey: "{why} Check BACKEND_API_KEY and BACKEND_ORG_ID.",
  checkUrl: "{why} Check that BACKEND_URL ends in /api/v1.",
} as const;
