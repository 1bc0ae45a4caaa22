import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import type { Arrival } from "./signature";

/** Where Tandem takes webhooks, and so this does. */
export const WEBHOOK_PATH = "/api/webhooks/backend-sync";

/** Takes what the backend sends while the checks go on, and answers 204. */
export class WebhookListener {
  readonly arrivals: Arrival[] = [];
  private readonly waiting = new Set<() => void>();
  private readonly server: Server;

  /** `waitMs`: how long a webhook that has to come is waited for. */
  constructor(
    readonly secret: string,
    readonly waitMs: number,
  ) {
    this.server = createServer((request, response) => {
      const at = Date.now();
      const path = request.url ?? "";
      void text(request).then((body) => {
        response.writeHead(path === WEBHOOK_PATH ? 204 : 404).end();
        this.arrivals.push({ path, headers: request.headers, body, at });
        for (const look of [...this.waiting]) look();
      });
    });
  }

  /** Opens the port, on every address: the backend is somewhere else. */
  async listen(port: number): Promise<void> {
    this.server.listen(port);
    await once(this.server, "listening");
  }

  get port(): number {
    const address = this.server.address();
    return typeof address === "object" && address ? address.port : 0;
  }

  /** The first arrival that is wanted, or null when none came in time. */
  first(isWanted: (arrival: Arrival) => boolean): Promise<Arrival | null> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.arrivals.find(isWanted);
        if (found) done(found);
      };
      const done = (found: Arrival | null): void => {
        clearTimeout(timer);
        this.waiting.delete(look);
        resolve(found);
      };
      const timer = setTimeout(() => done(null), this.waitMs);
      this.waiting.add(look);
      look();
    });
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
  }
}
