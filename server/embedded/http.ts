/** The Convex HTTP API on plain data, without a transport: `fetch` in process and the TCP server are thin around it. */
import { randomBytes } from "node:crypto";
import type { Authenticator } from "./auth";
import { anonymous, type Caller, type FunctionKind } from "./context";
import type { Engine } from "./engine";
import { RequestError, toFailure, type FunctionFailure } from "./errors";
import { runFunction } from "./invoke";
import type { Json, JsonObject } from "./values";

export interface ApiRequest {
  method: string;
  path: string;
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

const VERSION = "embedded";

export async function handle(engine: Engine, auth: Authenticator, request: ApiRequest): Promise<ApiResponse> {
  try {
    if (request.path === "/version" && request.method === "GET") {
      return { status: 200, contentType: "text/plain", body: VERSION };
    }
    const kind = kinds[request.path];
    if (kind === undefined) throw new RequestError(404, "NotFound", `There is nothing at ${request.path}.`);
    if (request.method !== "POST")
      throw new RequestError(405, "MethodNotAllowed", `${request.path} wants POST.`);
    const { path, args } = readCall(request.body);
    const caller = await identify(auth, request);
    return json(200, await call(engine, kind, path, args, caller));
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return json(error.status, JSON.stringify({ code: error.code, message: error.message }));
  }
}

function json(status: number, body: string): ApiResponse {
  return { status, contentType: "application/json", body };
}

function readCall(body: string): { path: string; args: Json } {
  let call: JsonObject;
  try {
    call = JSON.parse(body) as JsonObject;
  } catch {
    throw new RequestError(400, "BadJsonBody", "The body is not JSON.");
  }
  if (typeof call !== "object" || call === null || typeof call.path !== "string") {
    throw new RequestError(400, "BadJsonBody", "The body needs `path`, the function to call.");
  }
  const args = Array.isArray(call.args) ? call.args[0] : call.args;
  return { path: call.path, args: args ?? {} };
}

async function identify(auth: Authenticator, request: ApiRequest): Promise<Caller> {
  const { authorization, ip, userAgent } = request;
  const caller: Caller = { ...anonymous(randomBytes(8).toString("hex")), ip, userAgent };
  if (authorization === null) return caller;
  const [scheme, token] = authorization.split(" ");
  if (scheme?.toLowerCase() === "bearer" && token) {
    return { ...caller, token, identity: await auth.verify(token) };
  }
  throw new RequestError(401, "InvalidAuthHeader", "The Authorization header must be `Bearer <token>`.");
}

async function call(
  engine: Engine,
  kind: FunctionKind | null,
  path: string,
  args: Json,
  caller: Caller,
): Promise<string> {
  try {
    const entry = engine.functions.find(path, kind, "public");
    const value = await runFunction(engine, entry, args, caller);
    return `{"status":"success","value":${value},"logLines":[]}`;
  } catch (error) {
    return JSON.stringify(errorEnvelope(toFailure(error), caller.requestId));
  }
}

function errorEnvelope(failure: FunctionFailure, requestId: string): JsonObject {
  const errorMessage = `[Request ID: ${requestId}] Server Error\n${failure.trace}`;
  const envelope: JsonObject = { status: "error", errorMessage, logLines: [] };
  if (failure.data !== undefined) envelope.errorData = failure.data;
  return envelope;
}
