import { BreakingText } from "../../ui/breaking-text";

/** An event's name; with its ID a link to its page in the portal, which everybody may see. */
export function EventName({ eventId, name }: { eventId: string | null; name: string }) {
  if (eventId === null) return <BreakingText text={name || "–"} />;
  return (
    <a href={`/portal/events/${encodeURIComponent(eventId)}`} className="hover:underline">
      <BreakingText text={name || eventId} />
    </a>
  );
}
