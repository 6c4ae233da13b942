/** Waiting for what the hosts of a room answer to a device that asked to be let in. */
import type { HostAnsweredOf } from "../../../protocol/pushes.ts";
import type { Connection } from "../shared/connection.ts";

/** Their answer; null: the question has ended with the connection that asked it. */
export const answerTo = (socket: Connection<"/host">["socket"], askId: string): Promise<HostAnsweredOf | null> =>
  new Promise((resolve) => {
    const end = (answered: HostAnsweredOf | null) => {
      if (answered !== null && answered.askId !== askId) return;
      socket.off("host:answered", end);
      socket.off("disconnect", lost);
      resolve(answered);
    };
    const lost = () => end(null);
    socket.on("host:answered", end);
    socket.on("disconnect", lost);
  });
