import { Command } from "lucide-react";
import { IconButton } from "../ui/icon-button";
import { t } from "./words";

const isMac = /Mac|iPhone|iPad/u.test(navigator.platform);

/** The way to the palette for whoever does not know its key, and for phones, which have none. */
export const PaletteButton = ({ onPress }: { onPress: () => void }) => (
  <IconButton
    label={t("commands")}
    hint={`${t("commands")} (${t(isMac ? "cmdK" : "ctrlK")})`}
    icon={<Command aria-hidden className="size-4" />}
    aria-haspopup="dialog"
    onClick={onPress}
    className="max-sm:size-9"
  />
);
