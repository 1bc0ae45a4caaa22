import { SYNC_ERROR_CODES, type SyncErrorCode } from "../../shared/sync-errors";

/** What went wrong with a call, as data that may be stored and shown: it holds no personal data. */
export interface CrmFailure {
  code: SyncErrorCode;
  message: string;
  /** Status of the answer; absent when there was none. */
  httpStatus?: number;
  /** How long the backend asked us to wait, in milliseconds. */
  retryAfterMs?: number;
  /** The backend's own code for a refusal (`EVENT_FULL`), where it gave one that looks like a code. */
  backendCode?: string;
  /** The first field the backend complained about, in its own words (`customerData.email`). */
  field?: string;
  /** Tandem's own gate kept the call back: the backend was not asked, so this is no failure of the job. */
  heldBack?: true;
}

/** The one error that `Crm` methods reject with. */
export class CrmError extends Error implements CrmFailure {
  override readonly name = "CrmError";
  readonly code: SyncErrorCode;
  readonly httpStatus?: number;
  readonly retryAfterMs?: number;
  readonly backendCode?: string;
  readonly field?: string;
  readonly heldBack?: true;

  constructor(failure: CrmFailure, options?: ErrorOptions) {
    super(failure.message, options);
    this.code = failure.code;
    if (failure.httpStatus !== undefined) this.httpStatus = failure.httpStatus;
    if (failure.retryAfterMs !== undefined) this.retryAfterMs = failure.retryAfterMs;
    if (failure.backendCode !== undefined) this.backendCode = failure.backendCode;
    if (failure.field !== undefined) this.field = failure.field;
    if (failure.heldBack) this.heldBack = true;
  }

  /** The plain data, for storing on an attempt or sending over a boundary. */
  toJSON(): CrmFailure {
    const { code, message, httpStatus, retryAfterMs, backendCode, field, heldBack } = this;
    return {
      code,
      message,
      ...(httpStatus === undefined ? {} : { httpStatus }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      ...(backendCode === undefined ? {} : { backendCode }),
      ...(field === undefined ? {} : { field }),
      ...(heldBack ? { heldBack } : {}),
    };
  }
}

/** Recognises a `CrmError` by its data, so that a second copy of the module does not matter. */
export function isCrmError(error: unknown): error is CrmError {
  if (!(error instanceof Error) || error.name !== "CrmError" || !("code" in error)) return false;
  return (SYNC_ERROR_CODES as readonly unknown[]).includes(error.code);
}
