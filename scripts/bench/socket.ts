/** Hosts, and the players that lean ones are checked against: the client library that browsers use. */
import { io, type Socket } from "socket.io-client";
import { PROTOCOL } from "../../protocol/version.ts";

const ANSWER_MS = 20_000;

export interface Answer {
  ok?: boolean;
  [field: string]: unknown;
}

/** A socket of its own in a namespace. */
export const openSocket = async (url: string, auth: object): Promise<Socket> => {
  const settings = { transports: ["websocket"], forceNew: true, reconnection: false };
  const socket = io(url, { ...settings, auth: { protocol: PROTOCOL, ...auth } });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  return socket;
};

/** Emits with an acknowledgement; throws when it is refused or does not come. */
export const ask = async (socket: Socket, event: string, payload: object): Promise<Answer> => {
  const answer = (await socket.timeout(ANSWER_MS).emitWithAck(event, payload)) as Answer;
  if (answer.ok === false) throw new Error(`${event} was refused: ${JSON.stringify(answer)}`);
  return answer;
};
