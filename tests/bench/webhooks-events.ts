/** What the webhooks' bench sends: 1 KB each, about people who are known, signed as the backend does. */
import { Webhook } from "standardwebhooks";
import { frontendUserId } from "./jobs-people";

export const secret = `whsec_${Buffer.from("the secret of the webhook bench.").toString("base64")}`;
export const PATH = "/api/webhooks/backend-sync";

const BODY_BYTES = 1_024;
const signer = new Webhook(secret);

/** The whole request, as it goes through the socket. The `n`-th changes the last name of one of so many people. */
export function requestOf(n: number, people: number): Buffer {
  const id = `evt_${process.pid}_${n}`;
  const now = new Date();
  const data = { frontendUserId: frontendUserId(n % people), lastName: `Müller-${n}`, note: "" };
  const event = { id, type: "user.updated", timestamp: now.toISOString(), organizationId: "org_1", data };
  data.note = "x".repeat(BODY_BYTES - Buffer.byteLength(JSON.stringify(event)));
  const body = JSON.stringify(event);
  const head = [
    `POST ${PATH} HTTP/1.1`,
    "host: 127.0.0.1",
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
    `webhook-id: ${id}`,
    `webhook-timestamp: ${Math.floor(now.getTime() / 1000)}`,
    `webhook-signature: ${signer.sign(id, now, body)}`,
  ];
  return Buffer.from(`${head.join("\r\n")}\r\n\r\n${body}`);
}
