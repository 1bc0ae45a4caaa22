import { useContext, useEffect, useRef, useState } from "react";
import { UNSAFE_NavigationContext as NavigationContext, useLocation } from "react-router";
import { guardNavigation } from "../../lib/navigation-guard";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { t } from "./words";

/** Asks before unsaved changes are lost by leaving the screen. Mounted while there are any. */
export function LeaveQuestion({ count }: { count: number }) {
  const { navigator } = useContext(NavigationContext);
  const location = useLocation();
  const [leave, setLeave] = useState<{ go: () => void } | null>(null);
  const release = useRef(() => {});
  useEffect(() => {
    release.current = guardNavigation(navigator, location.pathname, (go) => setLeave({ go }));
    return () => release.current();
  }, [navigator, location]);
  const discard = () => {
    release.current();
    leave?.go();
  };
  return (
    <Dialog
      open={leave !== null}
      onOpenChange={(open) => !open && setLeave(null)}
      title={t("discardTitle")}
      description={t("discardText", { count })}
    >
      <DialogActions>
        <Button onClick={() => setLeave(null)}>{t("stay")}</Button>
        <Button variant="danger" onClick={discard}>
          {t("discard", { count })}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
