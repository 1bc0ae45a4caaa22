import type { UserLink } from "../../../shared/users-api";
import { errorWord } from "./error-words";
import { LinkGlyph } from "./link-glyph";

export function LinkCell({ user, size }: { user: UserLink; size?: "row" | "header" }) {
  const shown = user.state === "failed" || user.state === "pending" ? user.errorCode : null;
  return (
    <LinkGlyph
      state={user.state}
      hasContact={user.contactId !== null}
      moving={user.jobState === "running"}
      detail={shown ? errorWord(shown) : null}
      {...(size ? { size } : {})}
    />
  );
}
