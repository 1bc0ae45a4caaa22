import { setTimeout as sleep } from "node:timers/promises";
import { frontendUserId } from "../../bench/jobs-people";
import { signedWebhook } from "../../support/webhook";

/** How long a sender waits before it sends again after an answer that was no 2xx, in ms. */
const AGAIN_MS = 20;

/** What the backend knows of an event it has sent. */
export type SentEvent = {
  eventId: string;
  person: number;
  lastName: string;
  /** What each 2xx said had become of it. */
  told: string[];
  /** Answers that never came: the server may have taken it or not. */
  lost: number;
};

/** Several senders at once, each with people of its own, who send every event again until somebody says 2xx. */
export class Senders {
  readonly events: SentEvent[] = [];
  private server = deferred<string>();
  private stopped = false;
  private answers = 0;
  private heard = deferred<void>();

  constructor(
    private readonly count: number,
    private readonly people: number,
    private readonly secret: string,
  ) {}

  /** Sends until `stop`, whatever happens to the server meanwhile. */
  run(): Promise<unknown> {
    return Promise.all(Array.from({ length: this.count }, (_, sender) => this.runOne(sender)));
  }

  /** A server is up, at this address. */
  up(url: string): void {
    this.answers = 0;
    this.heard = deferred();
    this.server.resolve(url);
  }

  /** The server is gone: whoever wants to send waits for the next one. */
  down(): void {
    this.server = deferred();
  }

  /** Resolves when the server that is up has answered somebody. */
  answered(): Promise<void> {
    return this.heard.promise;
  }

  /** Every sender finishes with the event it is at. */
  stop(): void {
    this.stopped = true;
  }

  private async runOne(sender: number): Promise<void> {
    const mine = Math.floor(this.people / this.count);
    for (let turn = 0; !this.stopped; turn++) await this.deliver(sender * mine + (turn % mine));
  }

  private async deliver(person: number): Promise<void> {
    const number = this.events.length;
    const event: SentEvent = {
      eventId: `evt_${number}`,
      person,
      lastName: `Müller-${person}-${number}`,
      told: [],
      lost: 0,
    };
    this.events.push(event);
    const at = Date.now();
    while (event.told.length === 0) await this.send(event, at);
  }

  private async send(event: SentEvent, at: number): Promise<void> {
    const url = await this.server.promise;
    const { eventId: id, person, lastName } = event;
    const data = { frontendUserId: frontendUserId(person), lastName };
    const request = signedWebhook(this.secret, { id, type: "user.updated", at, data });
    const answer = await fetch(`${url}/api/webhooks/backend-sync`, request)
      .then(async (response) => ({
        status: response.status,
        said: (await response.json()) as { outcome: string },
      }))
      .catch(() => null);
    if (answer) this.note(event, answer);
    else event.lost++;
    if (answer?.status !== 200) await sleep(AGAIN_MS);
  }

  private note(event: SentEvent, { status, said }: { status: number; said: { outcome: string } }): void {
    if (status >= 400 && status < 500) throw new Error(`A genuine event was refused with ${status}.`);
    if (status !== 200) return;
    event.told.push(said.outcome);
    if (++this.answers >= this.count) this.heard.resolve();
  }
}

function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}
