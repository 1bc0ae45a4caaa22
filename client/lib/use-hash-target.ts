import { useEffect } from "react";
import { useLocation } from "react-router";

/** Brings the part of the screen that the address names after its `#` into sight. */
export function useHashTarget() {
  const { hash, key } = useLocation();
  // Braces: newer browsers give a promise back, which React would take for the clean-up.
  useEffect(() => {
    document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [hash, key]);
}
