/** Prints the whole trace of a seed: node test/chaos/simulation/replay.ts SEED */
import { simulate } from "./run.ts";

const seed = Number(process.argv[2]);
if (!Number.isInteger(seed)) throw new Error("A seed is a whole number.");
console.log(await simulate(seed, (line) => console.log(line)).catch((error: Error) => error.message.split("\n")[0]));
