/** Something answered that is not Tandem's API: a proxy's page, say. */
export class OddAnswer extends Error {
  constructor(readonly status: number) {
    super(`HTTP ${status}, and no JSON.`);
  }
}

/** As `fetch`, for answers that are JSON. Rejects with an `OddAnswer` when what comes is something else. */
export async function fetchJson(url: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (response.headers.get("content-type")?.includes("json")) return response;
  throw new OddAnswer(response.status);
}
