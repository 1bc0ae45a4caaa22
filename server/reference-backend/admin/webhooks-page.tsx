/** @jsxRuntime automatic */
/** @jsxImportSource react */
// Said here too, because the backend may be started from a folder where no tsconfig says it.
import type { Attempt } from "../webhooks/attempts";
import type { DeliveryDetail, DeliveryLine } from "../webhooks/delivery-log";
import type { StoredEndpoint } from "../webhooks/endpoints";
import { Button, Head, render, toIso } from "./page";

/** Where the page is; its links and buttons begin with it. */
export const ADMIN_PATH = "/admin/webhooks";

/** The endpoints with their buttons, and the newest deliveries. Plain HTML without scripts. */
export function renderWebhooks(
  endpoints: readonly StoredEndpoint[],
  deliveries: readonly DeliveryLine[],
): string {
  return render(
    "Webhooks",
    <>
      <h2>Endpoints</h2>
      <table>
        <Head names={["URL", "Body", "State", "Actions"]} />
        <tbody>
          {endpoints.map((endpoint) => (
            <EndpointRow key={endpoint.id} endpoint={endpoint} />
          ))}
        </tbody>
      </table>
      <h2>Newest deliveries</h2>
      <table>
        <Head names={["Event", "Endpoint", "State", "Attempts", "Last outcome", "Next attempt"]} />
        <tbody>
          {deliveries.map((delivery) => (
            <DeliveryRow key={delivery.id} delivery={delivery} />
          ))}
        </tbody>
      </table>
    </>,
  );
}

/** One delivery: its bytes, its attempts, and a button to send it again. */
export function renderDelivery(delivery: DeliveryDetail): string {
  return render(
    `Delivery of ${delivery.eventId}`,
    <>
      <p>
        <a href={ADMIN_PATH}>All webhooks</a>
      </p>
      <p>
        {delivery.status}, to {delivery.endpointUrl}
      </p>
      <Button action={`${ADMIN_PATH}/deliveries/${delivery.id}/resend`} label="Send again" />
      <h2>Attempts</h2>
      <table>
        <Head names={["When", "Took", "Outcome", "Answer", "Its first bytes"]} />
        <tbody>
          {delivery.log.map((attempt, index) => (
            <AttemptRow key={index} attempt={attempt} />
          ))}
        </tbody>
      </table>
      <h2>Body</h2>
      <pre>{delivery.body}</pre>
    </>,
  );
}

function EndpointRow({ endpoint }: { endpoint: StoredEndpoint }) {
  const { id, url, form, disabledAt } = endpoint;
  const path = `${ADMIN_PATH}/endpoints/${id}`;
  return (
    <tr>
      <td>{url}</td>
      <td>{form}</td>
      <td>{stateOf(endpoint)}</td>
      <td>
        <Button action={`${path}/test`} label="Send a test" />
        {disabledAt === null ? (
          <Button action={`${path}/disable`} label="Disable" />
        ) : (
          <Button action={`${path}/enable`} label="Enable" />
        )}
      </td>
    </tr>
  );
}

function stateOf({ disabledAt, disabledReason, failingSince }: StoredEndpoint): string {
  if (disabledAt !== null) return `disabled (${disabledReason}) at ${toIso(disabledAt)}`;
  return failingSince === null ? "enabled" : `failing since ${toIso(failingSince)}`;
}

function DeliveryRow({ delivery }: { delivery: DeliveryLine }) {
  const { id, eventId, endpointUrl, status, attempts, lastOutcome, nextAttemptAt } = delivery;
  return (
    <tr>
      <td>
        <a href={`${ADMIN_PATH}/deliveries/${id}`}>{eventId}</a>
      </td>
      <td>{endpointUrl}</td>
      <td>{status}</td>
      <td>{attempts}</td>
      <td>{lastOutcome}</td>
      <td>{nextAttemptAt === null ? "" : toIso(nextAttemptAt)}</td>
    </tr>
  );
}

function AttemptRow({ attempt }: { attempt: Attempt }) {
  const { at, durationMs, outcome, status, error, response } = attempt;
  return (
    <tr>
      <td>{toIso(at)}</td>
      <td>{durationMs} ms</td>
      <td>{outcome}</td>
      <td>{status ?? error}</td>
      <td>
        <pre>{response}</pre>
      </td>
    </tr>
  );
}
