/** @jsxRuntime automatic */
/** @jsxImportSource react */
// Said here too, because the backend may be started from a folder where no tsconfig says it.
import { DELIVERY_STATUSES, type DeliveryDetail, type DeliveryLine } from "../webhooks/delivery-log";
import type { Attempt } from "../webhooks/attempts";
import type { StoredEndpoint } from "../webhooks/endpoints";
import { Select } from "./fields";
import { type Frame, render } from "./page";
import { ButtonForm, Facts, Pages, Table, When } from "./parts";
import { ADMIN_PATH, withQuery } from "./paths";

export const WEBHOOKS_PATH = `${ADMIN_PATH}/webhooks`;

/** The endpoints, and a page of the deliveries that fit. */
export interface WebhookList {
  endpoints: readonly StoredEndpoint[];
  status: string | undefined;
  deliveries: readonly DeliveryLine[];
  nextCursor?: string;
}

/** The endpoints with their buttons, and the newest deliveries. */
export function renderWebhooks(frame: Frame, list: WebhookList): string {
  const { endpoints, status, deliveries, nextCursor } = list;
  const older = withQuery(WEBHOOKS_PATH, { status, cursor: nextCursor });
  return render(
    frame,
    <>
      <h2>Endpoints</h2>
      <Table
        label="Endpoints"
        columns={["URL", "Body", "State", "Actions"]}
        rows={endpoints.map((endpoint) => ({ key: endpoint.id, cells: endpointCells(endpoint) }))}
        none="There is no endpoint: nobody is told of anything."
      />
      <h2>Deliveries</h2>
      <form className="search" role="search" action={WEBHOOKS_PATH}>
        <Select
          label="State"
          name="status"
          value={status}
          options={[["", "any"], ...DELIVERY_STATUSES.map((each) => [each, each] as const)]}
        />
        <button>Show</button>
      </form>
      <Table
        label="Deliveries"
        columns={["Event", "Endpoint", "State", "Attempts", "Last outcome", "Next attempt", "Queued"]}
        rows={deliveries.map((delivery) => ({ key: delivery.id, cells: deliveryCells(delivery) }))}
        none="No delivery fits."
      />
      <Pages after={nextCursor ? { href: older, name: "Older" } : undefined} />
    </>,
  );
}

/** One delivery: its bytes, its attempts, and a button to send it again. */
export function renderDelivery(frame: Frame, delivery: DeliveryDetail): string {
  return render(
    frame,
    <>
      <Facts
        facts={[
          ["State", delivery.status],
          ["Endpoint", delivery.endpointUrl],
          ["Last outcome", delivery.lastOutcome],
          ["Queued", <When key="queued" at={delivery.createdAt} />],
          ["Next attempt", delivery.nextAttemptAt && <When key="next" at={delivery.nextAttemptAt} />],
        ]}
      />
      <p>
        <ButtonForm action={`${WEBHOOKS_PATH}/deliveries/${delivery.id}/resend`} label="Send again" />
      </p>
      <h2>Attempts</h2>
      <Table
        label="Attempts"
        columns={["When", "Took", "Outcome", "Answer", "Its first bytes"]}
        rows={delivery.log.map((attempt, index) => ({ key: index, cells: attemptCells(attempt) }))}
        none="Nothing was tried yet."
      />
      <h2>Body</h2>
      <pre>{delivery.body}</pre>
    </>,
  );
}

function endpointCells(endpoint: StoredEndpoint) {
  const path = `${WEBHOOKS_PATH}/endpoints/${endpoint.id}`;
  return [
    <span key="url" className="long">
      {endpoint.url}
    </span>,
    endpoint.form,
    stateOf(endpoint),
    <div key="actions">
      <ButtonForm action={`${path}/test`} label="Send a test" />
      {endpoint.disabledAt === null ? (
        <ButtonForm action={`${path}/disable`} label="Disable" />
      ) : (
        <ButtonForm action={`${path}/enable`} label="Enable" />
      )}
    </div>,
  ];
}

function stateOf({ disabledAt, disabledReason, failingSince }: StoredEndpoint) {
  if (disabledAt !== null) {
    return (
      <span>
        {`disabled (${disabledReason}) `}
        <When at={disabledAt} />
      </span>
    );
  }
  if (failingSince === null) return "enabled";
  return (
    <span>
      {"failing since "}
      <When at={failingSince} />
    </span>
  );
}

function deliveryCells(delivery: DeliveryLine) {
  return [
    <a key="event" className="long" href={`${WEBHOOKS_PATH}/deliveries/${delivery.id}`}>
      {delivery.eventId}
    </a>,
    <span key="endpoint" className="long">
      {delivery.endpointUrl}
    </span>,
    delivery.status,
    delivery.attempts,
    delivery.lastOutcome,
    delivery.nextAttemptAt && <When key="next" at={delivery.nextAttemptAt} />,
    <When key="queued" at={delivery.createdAt} />,
  ];
}

function attemptCells({ at, durationMs, outcome, status, error, response }: Attempt) {
  return [
    <When key="when" at={at} />,
    `${durationMs} ms`,
    outcome,
    status ?? error,
    response && <pre key="response">{response}</pre>,
  ];
}
