/**
 * The yardstick: Socket.IO alone, with the same options as the server. It answers each event with as many bytes as the
 * server did, and passes on to all players what the host sends. BARE_SIZES: `{join, response}`, bytes of the answers.
 */
import { createServer } from "node:http";
import { Server } from "socket.io";
import { padded } from "./figures.ts";

const sizes = JSON.parse(process.env.BARE_SIZES ?? "{}") as { join: number; response: number };
const joined = padded(sizes.join);
const received = padded(sizes.response);

const http = createServer((_request, response) => response.end());
const io = new Server(http, {
  transports: ["websocket"],
  perMessageDeflate: false,
  httpCompression: false,
  serveClient: false,
  pingInterval: 5000,
  pingTimeout: 5000,
});

const players = io.of("/player").on("connection", (socket) => {
  socket.on("room:join", (_payload: unknown, ack: (answer: unknown) => void) => ack(joined));
  socket.on("response:submit", (_payload: unknown, ack: (answer: unknown) => void) => ack(received));
});

io.of("/host").on("connection", (socket) => {
  socket.on("tell", (snapshot: unknown, ack: (answer: unknown) => void) => {
    players.emit("snapshot", snapshot);
    ack({});
  });
});

process.once("SIGTERM", () => process.exit(0));
http.listen(Number(process.env.PORT), process.env.HOST);
