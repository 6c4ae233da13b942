/** Which screen stands now: a pure choice by stage, phase and the server's time. */
import { speakQuiz } from "../shared/language.ts";
import { untilOptions } from "../shared/opening.ts";
import type { Context, Screen } from "./screen.ts";
import { movingScreen, replacedScreen, returningScreen } from "./screens/apart.ts";
import { finishedScreen } from "./screens/finished.ts";
import { joinScreen } from "./screens/join.ts";
import { leaderboardScreen } from "./screens/leaderboard.ts";
import { openScreen, timeUpScreen } from "./screens/open.ts";
import { readyScreen } from "./screens/ready.ts";
import { sentScreen } from "./screens/sent.ts";
import { verdictScreen } from "./screens/verdict.ts";
import { waitingScreen } from "./screens/waiting.ts";
import { timeLeft } from "./state.ts";

export const chooseScreen = (context: Context): Screen => {
  const { play, now } = context;
  const { snapshot } = play;
  speakQuiz(snapshot?.language);
  if (play.stage === "join") return joinScreen(context);
  if (play.stage === "replaced") return replacedScreen(context);
  if (play.moving) return movingScreen(context);
  if (snapshot === null) return returningScreen(context);
  switch (snapshot.phase) {
    case "lobby":
      return waitingScreen(context);
    case "preview":
      return readyScreen(context, snapshot);
    case "open":
      if (play.reply !== null || snapshot.responded) return sentScreen(context, snapshot);
      if (untilOptions(snapshot, now()) > 0) return readyScreen(context, snapshot);
      return timeLeft(snapshot, now()) === 0 ? timeUpScreen(snapshot) : openScreen(context, snapshot);
    case "reveal":
      return verdictScreen(context, snapshot);
    case "leaderboard":
      return leaderboardScreen(snapshot);
    case "finished":
      return finishedScreen(context, snapshot);
  }
};
