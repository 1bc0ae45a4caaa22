/** What a form knows, apart from React. A field's error shows once its person has typed in it and left it. */
export type FormValues = Record<string, string | boolean>;
export type Errors<V> = { [F in keyof V]?: string };
export type Check<V> = (values: V) => Errors<V>;

export type FormState<V> = {
  values: V;
  typed: ReadonlySet<keyof V>;
  /** Typed in and left, or submitted: nobody is in the middle of these. */
  settled: ReadonlySet<keyof V>;
  /** The settled ones whose errors show now; typing in one that was right hides it until it is left again. */
  shown: ReadonlySet<keyof V>;
  /** What the server refused, kept until that field changes. */
  refused: Errors<V>;
};

export const startOf = <V extends FormValues>(values: V): FormState<V> => ({
  values,
  typed: new Set(),
  settled: new Set(),
  shown: new Set(),
  refused: {},
});

export function changed<V extends FormValues, F extends keyof V>(
  state: FormState<V>,
  field: F,
  value: V[F],
  check: Check<V>,
): FormState<V> {
  const values = { ...state.values, [field]: value };
  const before = check(state.values);
  const after = check(values);
  const stillWrong = [...state.shown].filter((each) => before[each] && after[each]);
  const { [field]: _mended, ...refused } = state.refused;
  return {
    ...state,
    values,
    typed: new Set([...state.typed, field]),
    shown: new Set(stillWrong),
    refused: refused as Errors<V>,
  };
}

export function left<V extends FormValues>(state: FormState<V>, field: keyof V): FormState<V> {
  const settled = state.typed.has(field) ? new Set([...state.settled, field]) : state.settled;
  return { ...state, settled, shown: settled };
}

export function submitted<V extends FormValues>(state: FormState<V>): FormState<V> {
  const all = new Set(Object.keys(state.values));
  return { ...state, typed: all, settled: all, shown: all };
}

export const refusedBy = <V extends FormValues>(
  state: FormState<V>,
  field: keyof V,
  message: string,
): FormState<V> => ({ ...state, refused: { ...state.refused, [field]: message } });

export function visibleErrors<V extends FormValues>(state: FormState<V>, check: Check<V>): Errors<V> {
  const errors: Errors<V> = { ...state.refused };
  const found = check(state.values);
  for (const field of state.shown) if (found[field]) errors[field] = found[field];
  return errors;
}
