/**
 * What the least that could do the same costs: Socket.IO, or `ws` alone, with the server's own options. It repeats the
 * words of a game that it has been taught, knows nothing of quizzes, and makes each response one write of the same bytes.
 * STORE: a path of a database or the URL of Redis; none: nothing is stored.
 */
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { Server } from "socket.io";
import { SOCKET_OPTIONS } from "../../src/gateway/options.ts";
import type { Words } from "./words.ts";
import { openWrites } from "./writes.ts";

type Ack = (answer: unknown) => void;
interface Plain {
  on(event: "message", listener: () => void): unknown;
  send(message: string): void;
}
interface Plains {
  clients: Set<Plain>;
  handleUpgrade(request: object, socket: object, head: Buffer, opened: (client: Plain) => void): void;
}

let words: Words | undefined;
const write = await openWrites(process.env.STORE);
const http = createServer((_request, response) => response.end());
const io = new Server(http, { ...SOCKET_OPTIONS, serveClient: false });

// The very library that Socket.IO stands on, whichever version that is.
const ofSocketIo = createRequire(createRequire(import.meta.url).resolve("socket.io"));
const { WebSocketServer } = createRequire(ofSocketIo.resolve("engine.io"))("ws") as {
  WebSocketServer: new (options: object) => Plains;
};
const plain = new WebSocketServer({ noServer: true, perMessageDeflate: false });
http.on("upgrade", (request, socket, head) => {
  if (request.url === "/") plain.handleUpgrade(request, socket, head, () => {});
});

const players = io.of("/player").on("connection", (socket) => {
  socket.on("room:join", ({ pin }: { pin: string }, ack: Ack) => {
    void socket.join(pin);
    ack(words?.join);
  });
  socket.on("room:resume", (_payload: unknown, ack: Ack) => ack(words?.resume));
  socket.on("response:submit", (response: { round: number }, ack: Ack) => {
    void write(socket.id, response).then(() => ack(words?.response));
  });
});

io.of("/host").on("connection", (socket) => {
  socket.on("learn", (taught: Words, ack: Ack) => {
    words = taught;
    ack({});
  });
  socket.on("open", ({ pin }: { pin: string }, ack: Ack) => {
    const text = JSON.stringify(["snapshot", words?.open]);
    for (const client of plain.clients) client.send(text);
    players.to(pin).emit("snapshot", words?.open);
    ack({});
  });
  // To each one of their own.
  socket.on("reveal", ({ pin }: { pin: string }, ack: Ack) => {
    for (const client of plain.clients) client.send(JSON.stringify(["snapshot", { ...words?.reveal }]));
    for (const id of players.adapter.rooms.get(pin) ?? []) {
      players.sockets.get(id)?.emit("snapshot", { ...words?.reveal });
    }
    ack({});
  });
});

process.once("SIGTERM", () => process.exit(0));
http.listen(Number(process.env.PORT), process.env.HOST);
