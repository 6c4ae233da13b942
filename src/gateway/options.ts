/** What connections are like, whoever serves them: the yardsticks of the benchmark are measured with the same. */
export const SOCKET_OPTIONS = {
  // No sticky sessions, no upgrade dance, no half-open polling.
  transports: ["websocket" as const],
  perMessageDeflate: false,
  httpCompression: false,
  pingInterval: 5000,
  pingTimeout: 4000,
};
