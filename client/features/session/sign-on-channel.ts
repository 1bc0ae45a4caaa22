import { useEffect, useEffectEvent } from "react";

/** By which the window that was at the identity provider tells the one that waits for it. */
const NAME = "tandem sign-on";
const CONFIRMED = "confirmed";

export function tellConfirmed(): void {
  const channel = new BroadcastChannel(NAME);
  channel.postMessage(CONFIRMED);
  channel.close();
}

/** Hears it while it is mounted. Who says so is this site alone, and the server believes none of it anyway. */
export function useConfirmed(onConfirmed: () => void): void {
  const hear = useEffectEvent(({ data }: MessageEvent) => {
    if (data === CONFIRMED) onConfirmed();
  });
  useEffect(() => {
    const channel = new BroadcastChannel(NAME);
    channel.onmessage = (event) => hear(event);
    return () => channel.close();
  }, []);
}
