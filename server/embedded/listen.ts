/** The HTTP API over TCP, for other processes. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { RequestError } from "./errors";
import type { ApiRequest, ApiResponse } from "./http";
import { limits } from "./limits";

export interface ListenOptions {
  port: number;
  /** 127.0.0.1 unless told. */
  host?: string;
}

export interface Listener {
  url: string;
  close(): Promise<void>;
}

type Handler = (request: ApiRequest) => Promise<ApiResponse>;
type OnError = (error: unknown) => void;

/** Arguments as text can be longer than their measured size; a quarter more covers base64. */
const LARGEST_BODY = limits.argumentBytes * 1.5;

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY)
      throw new RequestError(413, "TooLarge", `The body is larger than ${LARGEST_BODY} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

async function answer(handler: Handler, request: IncomingMessage, onError: OnError): Promise<ApiResponse> {
  const [path = "/", search = ""] = (request.url ?? "/").split("?");
  try {
    return await handler({
      method: request.method ?? "GET",
      path,
      search,
      authorization: request.headers.authorization ?? null,
      userAgent: request.headers["user-agent"] ?? null,
      ip: request.socket.remoteAddress ?? null,
      body: await readBody(request),
    });
  } catch (error) {
    const known = error instanceof RequestError;
    if (!known) onError(error);
    const status = known ? error.status : 500;
    const body = known
      ? { code: error.code, message: error.message }
      : { code: "InternalServerError", message: "The request could not be handled." };
    return { status, contentType: "application/json", body: JSON.stringify(body) };
  }
}

async function serve(
  handler: Handler,
  request: IncomingMessage,
  response: ServerResponse,
  onError: OnError,
): Promise<void> {
  const { status, contentType, body } = await answer(handler, request, onError);
  const headers = { "content-type": contentType, "content-length": Buffer.byteLength(body) };
  response.writeHead(status, headers).end(body);
}

export async function listen(
  handler: Handler,
  { port, host = "127.0.0.1" }: ListenOptions,
  onError: OnError,
): Promise<Listener> {
  const server: Server = createServer((request, response) => {
    serve(handler, request, response, onError).catch((error: unknown) => {
      onError(error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
