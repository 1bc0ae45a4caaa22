/** The Convex HTTP API on plain data, without a transport: `fetch` in process and the TCP server are thin around it. */
import type { Authenticator } from "./auth";
import { anonymous, type Caller, type FunctionKind } from "./context";
import type { Engine } from "./engine";
import { toCleanJson } from "./clean-json";
import { messageOf, RequestError, toFailure } from "./errors";
import { runFunction } from "./invoke";
import { randomBytes } from "./random";
import type { Json, JsonObject } from "./values";

export interface ApiRequest {
  method: string;
  path: string;
  /** What follows `?`, if anything. */
  search: string;
  authorization: string | null;
  userAgent: string | null;
  ip: string | null;
  body: string;
}

export interface ApiResponse {
  status: number;
  contentType: "application/json" | "text/plain";
  body: string;
}

const kinds: Record<string, FunctionKind | null> = {
  "/api/query": "query",
  "/api/mutation": "mutation",
  "/api/action": "action",
  "/api/function": null,
};

const RUN = "/api/run/";
const VERSION = "embedded";

export async function handle(engine: Engine, auth: Authenticator, request: ApiRequest): Promise<ApiResponse> {
  try {
    if (request.path === "/version" && request.method === "GET") {
      return { status: 200, contentType: "text/plain", body: VERSION };
    }
    const called = readCall(request);
    const caller = await identify(auth, request);
    return json(200, await call(engine, called, caller));
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return json(error.status, JSON.stringify({ code: error.code, message: error.message }));
  }
}

function json(status: number, body: string): ApiResponse {
  return { status, contentType: "application/json", body };
}

interface Call {
  kind: FunctionKind | null;
  path: string;
  args: Json;
  /** Without Convex's encoding of int64 and bytes: what is asked for by `format: "json"`, or by none. */
  clean: boolean;
}

function readCall(request: ApiRequest): Call {
  const isRun = request.path.startsWith(RUN);
  const kind = isRun ? null : kinds[request.path];
  if (kind === undefined) throw new RequestError(404, "NotFound", `There is nothing at ${request.path}.`);
  const body =
    request.path === "/api/query" && request.method === "GET" ? fromSearch(request) : fromBody(request);
  const path = isRun ? pathFrom(request.path.slice(RUN.length)) : body.path;
  if (typeof path !== "string") throw badBody("missing field `path`");
  if (!/^[\w./-]+(:\w+)?$/.test(path)) {
    throw new RequestError(
      400,
      "BadConvexFunctionIdentifier",
      `${path} is not a valid path to a Convex function.`,
    );
  }
  const args = Array.isArray(body.args) ? body.args[0] : body.args;
  return { kind, path, args: args ?? {}, clean: isClean(body.format) };
}

function badBody(why: string): RequestError {
  return new RequestError(400, "BadJsonBody", `Failed to read the JSON body: ${why}`);
}

function fromBody({ method, path, body }: ApiRequest): JsonObject {
  if (method !== "POST") throw new RequestError(405, "MethodNotAllowed", `${path} wants POST.`);
  const call = parse(body, badBody);
  if (typeof call !== "object" || call === null || Array.isArray(call)) throw badBody("expected an object");
  return call;
}

/** `GET /api/query?path=users:list&args={...}` */
function fromSearch({ search }: ApiRequest): JsonObject {
  const parameters = new URLSearchParams(search);
  const bad = (why: string) =>
    new RequestError(400, "BadQueryArgs", `Failed to read the query string: ${why}`);
  const call: JsonObject = { args: parse(parameters.get("args") ?? "", bad) };
  for (const name of ["path", "format"]) if (parameters.has(name)) call[name] = parameters.get(name);
  return call;
}

function parse(text: string, refusal: (why: string) => RequestError): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw refusal(messageOf(error));
  }
}

/** `model/links/refresh` is `model/links:refresh`. */
function pathFrom(identifier: string): string {
  const slash = identifier.lastIndexOf("/");
  if (slash > 0) return `${identifier.slice(0, slash)}:${identifier.slice(slash + 1)}`;
  throw new RequestError(
    400,
    "MissingIdentifier",
    "Path or function name not provided in path, e.g. /api/run/messages/list",
  );
}

function isClean(format: Json | undefined): boolean {
  if (format === undefined || format === null || format === "json" || format === "convex_clean_json")
    return true;
  if (format === "convex_encoded_json" || format === "convex_json") return false;
  throw new RequestError(400, "BadFormat", `format param must be one of [\`json\`]. Got ${String(format)}`);
}

async function identify(auth: Authenticator, request: ApiRequest): Promise<Caller> {
  const { authorization, ip, userAgent } = request;
  const caller: Caller = { ...anonymous(randomBytes(8).toString("hex")), ip, userAgent };
  if (authorization === null) return caller;
  const scheme = authorization.slice(0, 7).toLowerCase();
  if (scheme === "convex ") {
    throw new RequestError(401, "BadAdminKey", "The provided admin key was invalid for this instance");
  }
  const token = authorization.slice(7).trim();
  if (scheme !== "bearer " || token === "") {
    throw new RequestError(401, "InvalidAuthHeader", "Header must begin with `bearer `");
  }
  return { ...caller, token, identity: await auth.verify(token) };
}

async function call(engine: Engine, { kind, path, args, clean }: Call, caller: Caller): Promise<string> {
  const written = (text: string) => (clean ? toCleanJson(JSON.parse(text) as Json) : text);
  try {
    const entry = engine.functions.find(path, kind, "public");
    return `{"status":"success","value":${written(await runFunction(engine, entry, args, caller))}}`;
  } catch (error) {
    const { trace, data } = toFailure(error);
    const errorMessage = JSON.stringify(`[Request ID: ${caller.requestId}] Server Error\n${trace}`);
    const errorData = data === undefined ? "" : `,"errorData":${written(JSON.stringify(data))}`;
    return `{"status":"error","errorMessage":${errorMessage}${errorData}}`;
  }
}
