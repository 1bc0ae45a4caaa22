/** A mail ready to be queued. */
export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}

/** Renders the template `welcome_email`. `firstName` is the person's own text, so it is escaped in the HTML part. */
export function renderWelcome(firstName: string | undefined, organization: string): RenderedMail {
  const greeting = firstName?.trim() ? `Hello ${firstName.trim()},` : "Hello,";
  const lines = [
    `your account with ${organization} is ready. You can now sign in, register for events and see your bookings.`,
    "If you did not ask for this account, please reply to this e-mail.",
    `Kind regards, ${organization}`,
  ];
  const paragraphs = [greeting, ...lines];
  return {
    subject: `Welcome to ${organization}`,
    text: `${paragraphs.join("\n\n")}\n`,
    html: `<!doctype html><html lang="en"><body>${paragraphs.map(toParagraph).join("")}</body></html>`,
  };
}

function toParagraph(text: string): string {
  return `<p>${text.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`)}</p>`;
}
