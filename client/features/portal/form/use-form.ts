import { useRef, useState, type SubmitEvent } from "react";
import { flushSync } from "react-dom";
import {
  changed,
  left,
  refusedBy,
  startOf,
  submitted,
  visibleErrors,
  type Check,
  type FormValues,
} from "./form-state";
import { useAfterPress } from "./use-after-press";

/** Why the server did not take the form: `field` when one of ours is to blame, and words for people. */
export type Refusal<V> = { field: keyof V | null; message: string; focus?: keyof V };

type Options<V> = {
  initial: V;
  check: Check<V>;
  /** Sends what was typed. Answers with the refusal, or `null` when all went well. */
  send: (values: V) => Promise<Refusal<V> | null>;
};

/** What a field component needs to know of its part of the form. */
export type FieldState<T> = {
  name: string;
  value: T;
  error: string | null;
  /** The error is the server's, about just this value. */
  refused: boolean;
  onChange: (value: T) => void;
  onLeave: () => void;
  /** Puts back what is kept, where what was typed can never be saved. */
  takeBack?: () => void;
};

export function useForm<V extends FormValues>({ initial, check, send }: Options<V>) {
  const [state, setState] = useState(() => startOf(initial));
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const inFlight = useRef(false);
  const afterPress = useAfterPress();
  const errors = visibleErrors(state, check);

  const field = <F extends keyof V & string>(name: F): FieldState<V[F]> => ({
    name,
    value: state.values[name],
    error: errors[name] ?? null,
    refused: name in state.refused,
    onChange: (value) => setState((now) => changed(now, name, value, check)),
    onLeave: () => afterPress(() => setState((now) => left(now, name))),
  });

  const deliver = async (form: HTMLFormElement) => {
    const refusal = await send(state.values);
    if (!refusal) return;
    const { field: blamed, focus, message } = refusal;
    flushSync(() => {
      if (blamed) setState((now) => refusedBy(now, blamed, message));
      else setFailure(message);
    });
    const next = blamed ?? focus;
    if (next) focusFirst(form, (name) => name === next);
  };

  const onSubmit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (inFlight.current) return;
    const found = check(state.values);
    flushSync(() => {
      setState(submitted);
      setFailure(null);
    });
    if (Object.keys(found).length > 0) return focusFirst(form, (name) => name in found);
    inFlight.current = true;
    setBusy(true);
    try {
      await deliver(form);
    } finally {
      inFlight.current = false;
      setBusy(false);
    }
  };

  return { field, onSubmit, busy, failure, errorCount: Object.keys(errors).length };
}

function focusFirst(form: HTMLFormElement, wanted: (name: string) => boolean) {
  const controls = [...form.elements] as HTMLElement[];
  const first = controls.find((control) => wanted(control.getAttribute("name") ?? "-"));
  first?.focus();
  first?.scrollIntoView({ block: "center" });
}
