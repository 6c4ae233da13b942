/** The flags of node that `npm start` serves with: who measures or tests the server as a process starts it with them too. */
import settings from "../package.json" with { type: "json" };

export const NODE_FLAGS = settings.scripts.start.split(" ").filter((word) => word.startsWith("--"));
