/* Exact arithmetic: a number is a ratio of two whole numbers, the lower one above zero. The same rounding as the
   engine of the budget: once, to the cent, a half going away from zero. */

export type Ratio = readonly [bigint, bigint];

export const ZERO: Ratio = [0n, 1n];
export const ONE: Ratio = [1n, 1n];

/* "-12.5" → -125/10. The text is a plain number with a dot. */
export function ratioOf(plain: string): Ratio {
  const [whole = "", decimals = ""] = plain.replace(/^[-+]/, "").split(".");
  const size = BigInt((whole + decimals) || "0");
  return [plain.startsWith("-") ? -size : size, 10n ** BigInt(decimals.length)];
}

export const plus = ([a, b]: Ratio, [c, d]: Ratio): Ratio => (b === d ? [a + c, b] : [a * d + c * b, b * d]);
export const minus = ([a, b]: Ratio): Ratio => [-a, b];
export const times = ([a, b]: Ratio, [c, d]: Ratio): Ratio => [a * c, b * d];
export const over = ([a, b]: Ratio, [c, d]: Ratio): Ratio => (c > 0n ? [a * d, b * c] : [-a * d, -b * c]);
export const isLess = ([a, b]: Ratio, [c, d]: Ratio): boolean => a * d < c * b;

/* The whole number at or below a ratio: BigInt's own division goes towards zero. */
export function floor(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator % denominator < 0n ? quotient - 1n : quotient;
}

export function rounded(numerator: bigint, denominator: bigint): bigint {
  if (numerator < 0n) return -((denominator - 2n * numerator) / (2n * denominator));
  return (2n * numerator + denominator) / (2n * denominator);
}

export function cents([a, b]: Ratio): number {
  return Number(rounded(100n * a, b));
}

export function ofCents(amount: number): Ratio {
  return [BigInt(amount), 100n];
}

/* A plain number with as many decimals as it has, six at most, two where it never ends. */
export function plainOf(value: Ratio, places?: number): string {
  const count = places ?? placesOf(value);
  const scaled = rounded(value[0] * 10n ** BigInt(count), value[1]);
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(count + 1, "0");
  const text = count === 0 ? digits : `${digits.slice(0, -count)}.${digits.slice(-count)}`;
  return scaled < 0n ? `-${text}` : text;
}

function placesOf([a, b]: Ratio): number {
  for (let places = 0; places <= 6; places += 1) if ((a * 10n ** BigInt(places)) % b === 0n) return places;
  return 2;
}
