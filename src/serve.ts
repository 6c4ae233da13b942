import { pino } from "pino";
import { type App, buildApp } from "./app.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";

/** A graceful stop that takes longer than this is ended, ms. */
const STOP_MS = 10_000;
/** So long a node among several still answers requests when it stops: two checks of the proxy that ships, ms. */
const NOTICE_MS = 1000;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const refuse = (sentence: string): never => {
  process.stderr.write(`Cermat did not start. ${sentence}\n`);
  process.exit(1);
};

const banner = (app: App, config: Config): void => {
  const url = app.publicUrl();
  const others = app.otherUrls();
  const store = config.redisUrl === undefined ? `embedded, in ${config.dataDir}/` : "Redis";
  say(`
  Cermat is running (store: ${store}).

  Players open    ${url}${others.length > 0 ? `   (or ${others.join(", ")})` : ""}
  Host page       ${url}/host?key=${app.hostKey}
  Organiser page  ${url}/organiser?key=${app.hostKey}

  The key in these links is the right to host: keep it to yourself. Stop with Ctrl-C; rooms and results stay.
`);
};

const listenFault = (error: NodeJS.ErrnoException, { port, host }: Config): string => {
  if (error.code === "EADDRINUSE") return `Port ${port} is in use: set PORT to another one.`;
  if (error.code === "EACCES") return `Port ${port} needs more rights: set PORT to one above 1023.`;
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
    return `HOST ${host} is not an address of this machine.`;
  return `${error.message}.`;
};

const configOrRefusal = (): Config => {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigError) return refuse(`${error.message}.`);
    throw error;
  }
};

const config = configOrRefusal();
/** An error without the fields that libraries hang on it: those may bear what people typed, or keys. */
const plainError = ({ name, message, stack }: Error) => ({ name, message, stack });

const log = pino({ level: config.logLevel, base: null, serializers: { err: plainError } }, pino.destination(2));
const app = await buildApp(config, log).catch((error: Error) => {
  log.debug({ err: error }, "start failed");
  return refuse(error.message);
});
await app.http.listen({ port: config.port, host: config.host }).catch(async (error: NodeJS.ErrnoException) => {
  await app.close();
  refuse(listenFault(error, config));
});
banner(app, config);

let stopping = false;
const stop = (signal: string): void => {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, "stopping");
  setTimeout(() => process.exit(1), STOP_MS).unref();
  app.close(config.redisUrl === undefined ? 0 : NOTICE_MS).then(
    () => process.exit(0),
    (error: unknown) => {
      log.error({ err: error }, "stop failed");
      process.exit(1);
    },
  );
};
process.on("SIGINT", stop);
process.on("SIGTERM", stop);
// The last resort: a fault nobody caught is logged, and the rooms of everybody else go on.
process.on("unhandledRejection", (error) => log.error({ err: error }, "unhandled rejection"));
