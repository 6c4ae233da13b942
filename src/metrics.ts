import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What looks at every socket each time it is asked: in a full hall that holds up all rooms. */
const OF_EACH_SOCKET = ["handles", "requests", "resources"].flatMap((what) => [
  `nodejs_active_${what}`,
  `nodejs_active_${what}_total`,
]);

/** Prometheus metrics of one server. Labels are closed sets: no room, person or address ever becomes one. */
export const createMetrics = (now: { rooms(): number; sockets(namespace: "player" | "host"): number }) => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const name of OF_EACH_SOCKET) registry.removeSingleMetric(name);
  const registers = [registry];
  new Gauge({
    name: "cermat_rooms",
    help: "Rooms this node serves now.",
    registers,
    collect() {
      this.set(now.rooms());
    },
  });
  new Gauge({
    name: "cermat_sockets",
    help: "Connected sockets by namespace.",
    labelNames: ["namespace"],
    registers,
    collect() {
      for (const namespace of ["player", "host"] as const) this.set({ namespace }, now.sockets(namespace));
    },
  });
  return {
    registry,
    /** Events by name and outcome: "ok" or an error code. */
    events: new Counter({
      name: "cermat_events_total",
      help: "Client events by name and outcome.",
      labelNames: ["event", "outcome"],
      registers,
    }),
    /** Seconds from an event's arrival to its acknowledgement. */
    acknowledged: new Histogram({
      name: "cermat_ack_seconds",
      help: "From an event's arrival to its acknowledgement.",
      labelNames: ["event"],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
    snapshots: new Counter({ name: "cermat_snapshots_total", help: "Snapshots sent.", labelNames: ["to"], registers }),
  };
};

export type Metrics = ReturnType<typeof createMetrics>;
