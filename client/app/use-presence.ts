import { useMutation } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { useTRPC } from "../lib/trpc";

/** How often the server is told at most, in ms. */
const TELL_EVERY_MS = 60_000;

/** Tells the server now and then that somebody works here: a session nobody works in ends. */
export function usePresence() {
  const trpc = useTRPC();
  const { mutate } = useMutation(trpc.session.keepActive.mutationOptions());
  const tell = useEffectEvent(() => mutate());
  useEffect(() => {
    let toldAt = Date.now();
    const notice = () => {
      if (Date.now() - toldAt < TELL_EVERY_MS) return;
      toldAt = Date.now();
      tell();
    };
    window.addEventListener("pointerdown", notice);
    window.addEventListener("keydown", notice);
    return () => {
      window.removeEventListener("pointerdown", notice);
      window.removeEventListener("keydown", notice);
    };
  }, []);
}
