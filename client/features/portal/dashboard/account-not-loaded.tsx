import { NotLoaded } from "../not-loaded";
import { withReference } from "../reference";
import { t } from "./words";

type Props = { error: unknown; busy: boolean; onRetry: () => void };

/** In place of what needs to know who the member is, while the server does not say. */
export function AccountNotLoaded({ error, ...asking }: Props) {
  return <NotLoaded {...asking} text={withReference(t("notLoaded"), error)} />;
}
