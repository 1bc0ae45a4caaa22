import type { Server } from "node:http";
import { sourceOf } from "../webhooks/source";

/** Closes connections of a network that has `most` open already, so that one alone cannot take the room of all. */
export function limitEachNetwork(server: Server, most: number): void {
  const open = new Map<string, number>();
  server.on("connection", (socket) => {
    const network = sourceOf(socket.remoteAddress ?? "");
    const count = (open.get(network) ?? 0) + 1;
    if (count > most) return void socket.destroy();
    open.set(network, count);
    socket.once("close", () => {
      const left = (open.get(network) ?? 1) - 1;
      if (left > 0) open.set(network, left);
      else open.delete(network);
    });
  });
}
