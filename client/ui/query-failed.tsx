import type { UseQueryResult } from "@tanstack/react-query";
import { describeError } from "../lib/api-error";
import { ErrorState } from "./error-state";
import { t } from "./words";

type Props = {
  query: Pick<UseQueryResult<unknown, unknown>, "error" | "isFetching"> & { refetch: () => unknown };
  /** What failed: "The users could not be loaded" */
  title: string;
  /** What is safe meanwhile, said where asking again may help, when it is more than that nothing was changed. */
  safety?: string;
};

/** What could not be loaded and why. Offers to try again unless it was refused: a refusal stays one. */
export function QueryFailed({
  query: { error, isFetching, refetch },
  title,
  safety = t("nothingChanged"),
}: Props) {
  const { message, requestId, worthRetrying } = describeError(error);
  return (
    <ErrorState
      title={title}
      message={message}
      requestId={requestId}
      busy={isFetching}
      {...(worthRetrying ? { safety, onRetry: () => void refetch() } : {})}
    />
  );
}
