import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { useEffect } from "react";
import { buttonLook } from "./button-look";
import { IconButton } from "./icon-button";
import { subscribe, takeToasts } from "./toasts";
import { t } from "./words";

/** What can be taken back stays long enough to be read and thought about. */
const UNDO_MS = 12_000;

const manager = Toast.createToastManager();

function showWaiting() {
  for (const { undo, ...toast } of takeToasts()) {
    const id = manager.add({
      ...toast,
      ...(undo
        ? { timeout: UNDO_MS, actionProps: { children: undo.label, onClick: () => takeBack(undo) } }
        : {}),
    });
    const takeBack = ({ run }: NonNullable<typeof undo>) => {
      manager.close(id);
      run();
    };
  }
}

/** Where toasts are shown. */
export function ToastLayer() {
  useEffect(() => {
    showWaiting();
    return subscribe(showWaiting);
  }, []);
  return (
    <Toast.Provider timeout={6000} limit={3} toastManager={manager}>
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-16 z-50 flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-2 outline-none sm:bottom-14">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="rounded-panel border border-line bg-raised p-3 shadow-float transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0"
    >
      <Toast.Content className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <Toast.Title className="font-medium" />
          <Toast.Description className="text-fg-2" />
        </div>
        {toast.actionProps ? <Toast.Action className={buttonLook("secondary", "sm")} /> : null}
        <Toast.Close render={<IconButton label={t("dismiss")} icon={<X className="size-3.5" />} />} />
      </Toast.Content>
    </Toast.Root>
  ));
}
