import { readFile } from "node:fs/promises";
import { Readable, pipeline } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { constants, createBrotliCompress, createGzip } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { firstAnswersId, firstQuestions } from "../../shared/first-questions";

/** Whoever has to wait longer than this, in ms, does so in front of the page, which then asks for itself. */
const PATIENCE_MS = 1_000;

/**
 * Sends a page, and in it what the client would ask first: one way there and back instead of three after each other. Its
 * head goes ahead, so that the scripts are fetched while the answers are made.
 */
export function answeredPageFrom(app: FastifyInstance, file: string) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const html = await readFile(file, "utf8");
    const end = html.indexOf("</body>");
    const pieces = async function* () {
      yield html.slice(0, end);
      if (request.method === "GET") yield blockOf(await answersTo(app, request));
      yield html.slice(end);
    };
    reply.type("text/html; charset=utf-8").header("cache-control", "no-store");
    return reply.send(packed(Readable.from(pieces()), request, reply));
  };
}

/** Asks by the same door at which the client would knock, as who it would be: nothing is answered that would be refused there. */
async function answersTo(app: FastifyInstance, request: FastifyRequest): Promise<string[]> {
  const { pathname, searchParams } = new URL(request.url, "http://tandem");
  const {
    cookie,
    host,
    "user-agent": agent,
    "x-forwarded-proto": proto,
    "x-forwarded-for": via,
  } = request.headers;
  const headers = definedOf({
    cookie,
    host,
    "user-agent": agent,
    "x-forwarded-proto": proto,
    "x-forwarded-for": via,
  });
  const asked = Object.entries(firstQuestions(pathname, searchParams)).map(async ([path, address]) => {
    const { remoteAddress = "" } = request.socket;
    const { statusCode, payload } = await app.inject({ url: address, headers, remoteAddress });
    // Put together as text: the answers are JSON already.
    return statusCode === 200
      ? `${JSON.stringify(path)}:{"address":${JSON.stringify(address)},"answer":${payload}}`
      : null;
  });
  const late = sleep(PATIENCE_MS, null, { ref: false });
  const all = await Promise.race([Promise.all(asked).catch(() => null), late]);
  return all?.filter((each) => each !== null) ?? [];
}

const definedOf = (headers: Record<string, string | string[] | undefined>) =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value ? [[name, value]] : [])));

/** Data and no script, whatever is in it: without a `<` nothing in it can end the element, and no browser runs it. */
const blockOf = (answers: string[]) =>
  `<script type="application/json" id="${firstAnswersId}">{${answers.join(",").replaceAll("<", String.raw`\u003c`)}}</script>`;

function packed(text: Readable, { headers }: FastifyRequest, reply: FastifyReply): Readable {
  const accepted = headers["accept-encoding"] ?? "";
  const [encoding, packer] = /\bbr\b/u.test(accepted)
    ? (["br", brotli()] as const)
    : /\bgzip\b/u.test(accepted)
      ? (["gzip", createGzip({ flush: constants.Z_SYNC_FLUSH })] as const)
      : [null, null];
  if (!encoding) return text;
  reply.header("content-encoding", encoding);
  // Whoever hangs up needs no answer any more.
  return pipeline(text, packer, () => {});
}

/** Fast, and each piece on its way when it is there. */
const brotli = () =>
  createBrotliCompress({
    flush: constants.BROTLI_OPERATION_FLUSH,
    params: { [constants.BROTLI_PARAM_QUALITY]: 4 },
  });
