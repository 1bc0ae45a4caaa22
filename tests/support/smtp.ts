import type { AddressInfo, Socket } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** A mail server that keeps what it is sent. */
export interface TestSmtp {
  /** `smtp://127.0.0.1:<port>`, ready for `SMTP_URL`. */
  url: string;
  /** The accepted mails, oldest first. A mail is in here before the sender gets its 250. */
  mails: ParsedMail[];
  /** Refuses the next `times` mails with this SMTP code (4xx for now, 5xx for good). */
  refuse(code: number, times?: number): void;
  /** Refuses the next mail for who sends it, before it hears to whom. */
  refuseSender(code: number): void;
  /** Takes the next mail and says nothing, until the sender loses patience or the answer is let go. */
  keepSilent(): { answer(): void };
  /** Takes the next mail and breaks the connection instead of saying so. */
  hangUp(): void;
  close(): Promise<void>;
}

/** Starts an SMTP server on a free port, without TLS or log-in. */
export async function startSmtp(): Promise<TestSmtp> {
  const mails: ParsedMail[] = [];
  const refusals: number[] = [];
  const senderRefusals: number[] = [];
  const silences: Promise<void>[] = [];
  const sockets = new Set<Socket>();
  let hangsUp = false;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onMailFrom: (_address, _session, callback) => callback(refusal(senderRefusals.shift())),
    onRcptTo: (_address, _session, callback) => callback(refusal(refusals.shift())),
    onData(stream, _session, callback) {
      simpleParser(stream).then(
        async (mail) => {
          mails.push(mail);
          if (hangsUp) for (const socket of sockets) socket.destroy();
          hangsUp = false;
          await silences.shift();
          callback();
        },
        (error: Error) => callback(error),
      );
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  server.server.on("connection", (socket: Socket) => sockets.add(socket));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse: (code, times = 1) => refusals.push(...Array.from({ length: times }, () => code)),
    refuseSender: (code) => senderRefusals.push(code),
    keepSilent: () => {
      let answer = () => {};
      silences.push(new Promise((resolve) => (answer = resolve)));
      return { answer: () => answer() };
    },
    hangUp: () => {
      hangsUp = true;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

const refusal = (code: number | undefined): Error | null =>
  code === undefined ? null : Object.assign(new Error("Not now"), { responseCode: code });
