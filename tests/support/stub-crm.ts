import { type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createHttpCrm } from "../../server/crm/http";
import type { Crm } from "../../server/crm/port";

/** A contact as the backend keeps it; `fields` become its custom properties. Times in ms since epoch. */
export type StubContact = {
  id: string;
  status?: string;
  fields: Record<string, string>;
  createdAt: number;
  updatedAt: number;
};

type Request = { path: string; offset: number; limit: number; updatedSince: number | null };

/**
 * A CRM over real HTTP whose list a test can change under the reader's hands: contacts vanish, pages fail, and what is
 * asked is written down. It answers in the order of `contacts`.
 */
export type StubCrm = {
  /** What `BACKEND_URL` would be. */
  url: string;
  contacts: StubContact[];
  requests: Request[];
  crm: Crm;
  /** Called before each answer; a number or `status` is what to fail with, `body` what to answer instead. */
  before: (request: Request) => Answer | Promise<Answer>;
  /** The page that it would answer now. */
  list(offset: number): object;
  close(): Promise<void>;
};
type Failure = { status: number; headers: Record<string, string> };
type Answer = void | number | { body: object } | Failure;

export async function startStubCrm(contacts: StubContact[] = []): Promise<StubCrm> {
  const server = createServer((incoming, response) => {
    const url = new URL(incoming.url ?? "", "http://crm");
    const since = url.searchParams.get("updatedSince");
    const request = {
      path: url.pathname.replace(/^\/api\/v1/u, ""),
      offset: Number(url.searchParams.get("offset") ?? 0),
      limit: Number(url.searchParams.get("limit") ?? 50),
      updatedSince: since === null ? null : Number(since),
    };
    stub.requests.push(request);
    void Promise.resolve(stub.before(request)).then((told) =>
      send(response, told ?? answerTo(stub.contacts, request)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/api/v1`;
  const stub: StubCrm = {
    url,
    contacts,
    requests: [],
    crm: createHttpCrm({ baseUrl: url, apiKey: "key-of-the-stub" }),
    before: () => {},
    list: (offset) => page(stub.contacts, offset, 100),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return stub;
}

function answerTo(
  contacts: StubContact[],
  { path, offset, limit, updatedSince }: Request,
): number | { body: object } {
  const id = path.match(/^\/crm\/contacts\/(.+)$/u)?.[1];
  if (id) {
    const found = contacts.find((contact) => contact.id === decodeURIComponent(id));
    return found ? { body: onTheWire(found) } : 404;
  }
  const listed = contacts.filter(({ updatedAt }) => updatedAt >= (updatedSince ?? 0));
  return { body: page(listed, offset, limit) };
}

function page(listed: StubContact[], offset: number, limit: number): object {
  const contacts = listed.slice(offset, offset + limit).map(onTheWire);
  return { contacts, total: listed.length, hasMore: offset + contacts.length < listed.length };
}

const onTheWire = ({ fields, ...contact }: StubContact) => ({
  ...{ status: "active", subtype: "customer", type: "crm_contact", name: "" },
  ...contact,
  customProperties: { tags: [], ...fields },
});

function send(response: ServerResponse, answer: number | { body: object } | Failure): void {
  const json = { "content-type": "application/json" };
  if (typeof answer === "object" && "body" in answer) {
    response.writeHead(200, json).end(JSON.stringify(answer.body));
    return;
  }
  const { status, headers } = typeof answer === "number" ? { status: answer, headers: {} } : answer;
  response.writeHead(status, { ...json, ...headers }).end(JSON.stringify({ message: "Told to fail." }));
}
