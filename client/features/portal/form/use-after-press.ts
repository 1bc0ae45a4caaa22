import { useEffect, useRef } from "react";

const releases = ["mouseup", "dragend", "keydown"] as const;

/**
 * Puts things off while a mouse button is down (a tap counts: it ends as one). An error that appears between press
 * and release would push the tick or the button away from under the pointer, and the click would be lost.
 */
export function useAfterPress() {
  const pressed = useRef(false);
  const waiting = useRef<Array<() => void>>([]);
  useEffect(() => {
    const press = () => {
      pressed.current = true;
    };
    const release = () => {
      pressed.current = false;
      // The click comes right after the release; a task of its own comes after both.
      setTimeout(() => {
        for (const act of waiting.current.splice(0)) act();
      });
    };
    window.addEventListener("mousedown", press, true);
    for (const name of releases) window.addEventListener(name, release, true);
    return () => {
      window.removeEventListener("mousedown", press, true);
      for (const name of releases) window.removeEventListener(name, release, true);
    };
  }, []);
  return (act: () => void) => {
    if (pressed.current) waiting.current.push(act);
    else act();
  };
}
