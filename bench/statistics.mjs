// Medians and how figures are written.

/** The middle value; of an even number, the mean of the two in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Median, least and most of one figure of all samples; undefined where some sample has none. */
export function spread(samples, figure) {
  const values = samples.map(sample => sample[figure]);
  if (values.length === 0 || values.some(v => v === undefined)) return undefined;
  return { median: median(values), least: Math.min(...values), most: Math.max(...values) };
}

/** Three digits that count. */
export function digits(value) {
  if (value === undefined || !Number.isFinite(value)) return "";
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** Thousands separated. */
export function whole(value) {
  return value.toLocaleString("en-US", { maximumFractionDigits: 0 });
}

/** In millions. */
export function millions(value) {
  return value === undefined ? "" : digits(value / 1e6);
}
