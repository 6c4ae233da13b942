/**
 * The x between `a` and `b` where the continuous `f` is 0; f(a) and f(b) differ in sign. To the last bits of x, in few
 * calls: inverse quadratic interpolation where it is safe, else halving (Chandrupatla 1997, Adv. Eng. Software 28:145).
 */
export const rootOf = (f: (x: number) => number, a: number, b: number): number => {
  let [x1, x2, x3] = [b, a, a];
  let [f1, f2, f3] = [f(x1), f(x2), f(x2)];
  let t = 0.5;
  for (let step = 0; step < 200; step += 1) {
    const x = x1 + t * (x2 - x1);
    const fx = f(x);
    if (fx > 0 === f1 > 0) [x3, f3] = [x1, f1];
    else [x3, f3, x2, f2] = [x2, f2, x1, f1];
    [x1, f1] = [x, fx];
    const best = Math.abs(f1) < Math.abs(f2) ? x1 : x2;
    const limit = (2 * Number.EPSILON * Math.abs(best) + Number.MIN_VALUE) / Math.abs(x2 - x1);
    if (f1 === 0 || f2 === 0 || limit > 0.5) return best;
    const xi = (x1 - x2) / (x3 - x2);
    const phi = (f1 - f2) / (f3 - f2);
    t =
      phi * phi < xi && (1 - phi) ** 2 < 1 - xi
        ? (f1 / (f2 - f1)) * (f3 / (f2 - f3)) + ((x3 - x1) / (x2 - x1)) * (f1 / (f3 - f1)) * (f2 / (f3 - f2))
        : 0.5;
    t = Math.min(1 - limit, Math.max(limit, t));
  }
  return x1;
};
