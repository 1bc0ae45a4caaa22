import { Button } from "../../../ui/button";
import { Notice } from "../../../ui/notice";
import { linkLook } from "../link-look";
import { linkFailure, useLinkByMail } from "./use-link-by-mail";
import { t } from "./words";

type Props = {
  email: string;
  /** What is on its way. */
  said: string;
  onOther: () => void;
};

/** A mail with a link by which a password is set. Whether there was such an account, nobody is told here. */
export function LinkSent({ email, said, onOther }: Props) {
  const again = useLinkByMail();
  return (
    <div className="flex flex-col gap-5">
      <Notice tone="ok" live>
        <span className="wrap-anywhere">{said}</span>
      </Notice>
      <p className="text-fg-2">{t("nothingCame")}</p>
      {again.error ? (
        <div role="alert">
          <Notice tone="bad">{linkFailure(again.error)}</Notice>
        </div>
      ) : null}
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Button size="lg" busy={again.isPending} onClick={() => again.mutate(email)}>
          {t("sendAgain")}
        </Button>
        <button type="button" className={linkLook} onClick={onOther}>
          {t("otherAddress")}
        </button>
      </div>
    </div>
  );
}
