import { clsx } from "clsx";
import type { PasswordStrength } from "../../../../shared/password-strength";
import { useStrength } from "./use-strength";
import { t } from "./words";

const looks: Record<
  PasswordStrength,
  { bars: number; colour: string; word: "guessable" | "good" | "strong" }
> = {
  guessable: { bars: 1, colour: "bg-warn", word: "guessable" },
  good: { bars: 2, colour: "bg-ok", word: "good" },
  strong: { bars: 3, colour: "bg-ok", word: "strong" },
};

type Props = {
  password: string;
  /** What others know of the person: their name and address. */
  own: readonly string[];
};

/** How easily the password is guessed, in a word and three bars. Nothing until that is known; the form works without. */
export function StrengthMeter({ password, own }: Props) {
  const strength = useStrength(password, own);
  const look = strength && looks[strength];
  return (
    <div className="flex items-center gap-3" aria-live="polite">
      {look ? (
        <>
          <span aria-hidden className="flex w-24 gap-1">
            {[1, 2, 3].map((bar) => (
              <span
                key={bar}
                className={clsx(
                  "h-1.5 flex-1 rounded-full",
                  bar <= look.bars ? look.colour : "bg-line-strong",
                )}
              />
            ))}
          </span>
          <span className="text-md text-fg-2">{t(look.word)}</span>
        </>
      ) : null}
    </div>
  );
}
