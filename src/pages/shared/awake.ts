/** Keeps the screen lit: by the browser's wake lock, and on plain-HTTP pages, where there is none, by a film of nothing. */
import { h } from "./dom.ts";

const FRAME_MS = 1000;

let audio: AudioContext | undefined;

/** A silent sound: on Apple's browsers only a film with one, and not muted, keeps the screen lit. */
const silence = (): MediaStreamTrack | undefined => {
  if (!navigator.vendor.startsWith("Apple")) return undefined;
  // One for all films: a browser gives a page only a few.
  audio ??= new AudioContext();
  return audio.createMediaStreamDestination().stream.getAudioTracks()[0];
};

/**
 * Two pixels of a canvas as a film: browsers leave the screen on while a film plays in sight, and take the picture of a
 * canvas for a call, which may be as small. Returns null where there is no such thing.
 */
const film = () => {
  const canvas = h("canvas", { width: 2, height: 2 });
  const paper = canvas.getContext("2d");
  if (paper === null || !("captureStream" in canvas)) return null;
  const stream = canvas.captureStream();
  const sound = silence();
  if (sound) stream.addTrack(sound);
  const video = h("video", { class: "awake", playsinline: true, tabindex: -1, aria: { hidden: true } });
  video.muted = !sound;
  video.srcObject = stream;
  document.body.append(video);
  const paint = () => paper.fillRect(0, 0, 2, 2);
  const timer = setInterval(paint, FRAME_MS);
  paint();
  return {
    /** Rejects where the browser waits for a tap. */
    play: () => video.play(),
    end: () => {
      clearInterval(timer);
      for (const track of stream.getTracks()) track.stop();
      video.remove();
    },
  };
};

/** Taps and keys: what browsers take for a person's wish to see something move. */
const GESTURES = ["pointerup", "click", "keydown"] as const;

/** Returns a switch: true keeps the screen lit while the page is looked at, false lets it go dark. */
export const createAwake = (): ((wanted: boolean) => void) => {
  let wanted = false;
  let lock: WakeLockSentinel | null = null;
  let shown: ReturnType<typeof film> = null;
  let playing = false;

  const roll = () => {
    if (!wanted || playing || document.hidden) return;
    shown ??= film();
    playing = shown !== null;
    shown?.play().catch(() => {
      playing = false;
    });
  };
  const ask = async () => {
    if (!wanted || document.hidden) return;
    if (!("wakeLock" in navigator)) return roll();
    try {
      const next = await navigator.wakeLock.request("screen");
      if (wanted) lock = next;
      else await next.release();
    } catch {
      // Saving its battery, a phone may refuse.
      roll();
    }
  };
  const look = () => {
    // A page out of sight loses its lock, and its film stands still.
    playing = false;
    void ask();
  };
  document.addEventListener("visibilitychange", look);
  for (const gesture of GESTURES) addEventListener(gesture, () => shown !== null && roll());

  return (next) => {
    if (next === wanted) return;
    wanted = next;
    if (wanted) return void ask();
    void lock?.release();
    shown?.end();
    lock = null;
    shown = null;
    playing = false;
  };
};
