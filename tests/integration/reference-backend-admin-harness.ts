import { API_KEY } from "./reference-backend-harness";
import { startEndpoint, startSender } from "./reference-backend-webhooks-harness";

export const withKey = (key = API_KEY) => ({ authorization: `Basic ${btoa(`anybody:${key}`)}` });

type Options = Parameters<typeof startSender>[0];

/** The pages of the backend as a browser has them, and an endpoint that is told of everything. */
export async function openAdmin(options: Options = {}) {
  const endpoint = await startEndpoint();
  const sender = await startSender(options);
  const { origin } = new URL(sender.url);
  await sender.addEndpoint({ url: endpoint.url });
  const visit = (path = "", headers: Record<string, string> = withKey()) =>
    fetch(`${origin}/backend${path}`, { headers });
  /** Sends a form of the page at `path`, as a browser on `from` does; the page that follows. */
  const submit = (path: string, fields: Record<string, string> | string[][] = {}, from = origin) =>
    fetch(`${origin}/backend${path}`, {
      method: "POST",
      headers: { ...withKey(), origin: from, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(fields),
    });
  /** Presses the button of this label on a page that has been read. */
  const press = async (label: string, page: string, from = origin) => {
    const [, action = ""] =
      new RegExp(`action="/backend([^"]+)"[^>]*><button[^>]*>${label}<`, "u").exec(page) ?? [];
    return submit(action, {}, from);
  };
  /** As it reads: without the places at which a long address may break. */
  const pageAt = async (path: string) => (await (await visit(path)).text()).replaceAll("<wbr/>", "");
  return { ...sender, endpoint, visit, submit, press, pageAt };
}
