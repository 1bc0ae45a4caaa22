import { useSubscription } from "@trpc/tanstack-react-query";
import { useEffect, useEffectEvent, useState } from "react";
import type { WebhookFilter, WebhookRow } from "../../../../shared/webhooks-api";
import { useTRPC } from "../../../lib/trpc";
import { useVisible } from "../../../lib/visible";
import { belongs } from "./arrivals";
import { createGatherer } from "./gatherer";

/** How long arrivals are gathered before they are shown: people cannot read faster, in ms. */
const GATHER_MS = 250;
/** How long until a stream that was refused is tried again, in ms. */
const AGAIN_MS = 3_000;

type Options = {
  filter: WebhookFilter;
  enabled: boolean;
  onRows: (rows: WebhookRow[]) => void;
  /** The stream is there, for the first time or again: what came before it must be asked for. */
  onStarted: () => void;
};

/** What arrives, as it arrives. After a cut it comes back by itself; `cut` is whether it is away just now. */
export function useLiveTail({ filter, enabled, onRows, onStarted }: Options): { cut: boolean } {
  const trpc = useTRPC();
  const visible = useVisible();
  const [cut, setCut] = useState(false);
  const { outcomes, types, causes } = filter;
  const input = { ...(outcomes && { outcomes }), ...(types && { types }), ...(causes && { causes }) };
  const gather = useGathered(onRows);
  const live = enabled && visible;
  const { status, reset } = useSubscription(
    trpc.webhooks.tail.subscriptionOptions(input, {
      enabled: live,
      onStarted: () => {
        setCut(false);
        onStarted();
      },
      onData: ({ data }) => belongs(data, filter) && gather(data),
      onConnectionStateChange: ({ state, error }) => state === "connecting" && error && setCut(true),
      onError: () => setCut(true),
    }),
  );
  useEffect(() => {
    if (status !== "error") return;
    const timer = setTimeout(reset, AGAIN_MS);
    return () => clearTimeout(timer);
  }, [status, reset]);
  return { cut: live && cut };
}

function useGathered(hand: (rows: WebhookRow[]) => void) {
  const [gatherer] = useState(() => createGatherer<WebhookRow>(GATHER_MS));
  const onRows = useEffectEvent(hand);
  useEffect(() => gatherer.giveTo((rows) => onRows(rows)), [gatherer]);
  return gatherer.add;
}
