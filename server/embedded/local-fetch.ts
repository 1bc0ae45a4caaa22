/** `fetch` without a network: what `ConvexHttpClient` needs of it, and nothing between the client and the store. */
import type { ApiRequest, ApiResponse } from "./http";

type Handler = (request: ApiRequest) => Promise<ApiResponse>;

/** The part of `Response` the client reads. A real one costs more than most queries. */
class PlainResponse {
  readonly #body: string;
  readonly status: number;
  readonly ok: boolean;
  readonly #contentType: string;

  constructor({ status, body, contentType }: ApiResponse) {
    this.status = status;
    this.ok = status >= 200 && status < 300;
    this.#body = body;
    this.#contentType = contentType;
  }

  get headers(): Headers {
    return new Headers({ "content-type": this.#contentType });
  }

  async text(): Promise<string> {
    return this.#body;
  }

  async json(): Promise<unknown> {
    return JSON.parse(this.#body) as unknown;
  }
}

function headerOf(headers: RequestInit["headers"], name: string): string | null {
  if (headers === undefined) return null;
  if (headers instanceof Headers || Array.isArray(headers)) return new Headers(headers).get(name);
  const found = Object.entries(headers as Record<string, string>).find(([key]) => key.toLowerCase() === name);
  return found?.[1] ?? null;
}

function locate(url: string): { path: string; search: string } {
  const start = url.indexOf("/", url.indexOf("://") + 3);
  const [path = "/", search = ""] = (start < 0 ? "/" : url.slice(start)).split("?");
  return { path, search };
}

/** As far as the caller is concerned: what was asked of the store goes on. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | null | undefined): Promise<T> {
  if (signal === null || signal === undefined) return work;
  signal.throwIfAborted();
  let abort: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => reject(signal.reason as Error);
    signal.addEventListener("abort", abort, { once: true });
  });
  return Promise.race([work, aborted]).finally(() => signal.removeEventListener("abort", abort!));
}

export function localFetch(handler: Handler): typeof globalThis.fetch {
  return async (input, init) => {
    const request = input instanceof Request ? input : null;
    const body = init?.body ?? (request === null ? "" : await request.text());
    if (typeof body !== "string") throw new TypeError("The embedded store's fetch takes text bodies only.");
    const answer = handler({
      method: init?.method ?? request?.method ?? "GET",
      ...locate(request?.url ?? String(input)),
      authorization: headerOf(init?.headers ?? request?.headers, "authorization"),
      userAgent: headerOf(init?.headers ?? request?.headers, "user-agent"),
      ip: null,
      body,
    });
    const response = await unlessAborted(answer, init?.signal ?? request?.signal);
    return new PlainResponse(response) as unknown as Response;
  };
}
