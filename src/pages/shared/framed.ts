/** Pages as pictures in a frame of the same server: what the page around them sends is drawn, and nothing is connected. */

const READY = "cermat:ready";
/** Other messages may pass here, too. */
const SHOWN = "cermat:shown";

/** Inside the frame: says that it is ready, and draws every snapshot that the page around it sends. */
export const drawSent = <Snapshot>(draw: (snapshot: Snapshot) => void): void => {
  addEventListener("message", ({ data, origin, source }) => {
    const sent = origin === location.origin && source === parent && source !== window && data?.kind === SHOWN;
    if (sent) draw(data.snapshot as Snapshot);
  });
  parent.postMessage(READY, location.origin);
};

/** Around the frame: sends it snapshots, the latest one again once the frame is ready. Ends with `stop`. */
export const sendTo = <Snapshot>(frame: HTMLIFrameElement): { show(snapshot: Snapshot): void; stop(): void } => {
  let ready = false;
  let latest: Snapshot | undefined;
  const send = () => {
    const message = { kind: SHOWN, snapshot: latest };
    if (ready && latest !== undefined) frame.contentWindow?.postMessage(message, location.origin);
  };
  const heard = ({ data, origin, source }: MessageEvent) => {
    if (origin !== location.origin || source !== frame.contentWindow || data !== READY) return;
    ready = true;
    send();
  };
  addEventListener("message", heard);
  return {
    show: (snapshot) => {
      latest = snapshot;
      send();
    },
    stop: () => removeEventListener("message", heard),
  };
};
