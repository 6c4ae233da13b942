/** Keeps the screen lit where the browser can; on plain-HTTP pages it cannot. */
export const stayAwake = (): void => {
  if (!("wakeLock" in navigator)) return;
  const ask = () => {
    if (!document.hidden) navigator.wakeLock.request("screen").catch(() => undefined);
  };
  ask();
  document.addEventListener("visibilitychange", ask);
};
