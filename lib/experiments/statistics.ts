/** Mean, variance (with n − 1) and size of a sample. */
export type Sample = { n: number; mean: number; variance: number }

/** From the sums that a database gives: of the values and of their squares. */
export function sampleOf({ n, sum, squares }: { n: number; sum: number; squares: number }): Sample {
  const mean = n > 0 ? sum / n : 0
  return { n, mean, variance: n > 1 ? Math.max(0, (squares - n * mean * mean) / (n - 1)) : 0 }
}

/** The point below which a share `p` of a normal distribution lies; Acklam's rational approximation, to 1e-9. */
export function normalQuantile(p: number): number {
  if (p <= 0 || p >= 1) return p <= 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  if (p > 0.5) return -normalQuantile(1 - p)
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p))
    return polynomial(TAIL, q) / (polynomial(TAIL_BELOW, q) * q + 1)
  }
  const q = p - 0.5
  return (polynomial(MIDDLE, q * q) * q) / (polynomial(MIDDLE_BELOW, q * q) * q * q + 1)
}

const MIDDLE = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
  2.506628277459239,
]
const MIDDLE_BELOW = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572,
]
const TAIL = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
]
const TAIL_BELOW = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416]

const polynomial = (coefficients: readonly number[], x: number) =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)

/**
 * The difference a − b of two means with its interval at that confidence: Welch's standard error and the normal quantile,
 * which is close from some hundred orders on. Null where a sample is too small to have a spread.
 */
export function difference(
  a: Sample,
  b: Sample,
  confidence = 0.95,
): { estimate: number; low: number; high: number } | null {
  if (a.n < 2 || b.n < 2) return null
  const error = Math.sqrt(a.variance / a.n + b.variance / b.n)
  const reach = normalQuantile(0.5 + confidence / 2) * error
  const estimate = a.mean - b.mean
  return { estimate, low: estimate - reach, high: estimate + reach }
}

/** A share with its interval by Wilson (1927), which also holds for few and for none. */
export function share(
  hits: number,
  n: number,
  confidence = 0.95,
): { rate: number; low: number; high: number } {
  if (n === 0) return { rate: 0, low: 0, high: 1 }
  const z = normalQuantile(0.5 + confidence / 2)
  const rate = hits / n
  const middle = (rate + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const reach = (z * Math.sqrt((rate * (1 - rate)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n)
  return { rate, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) }
}

/**
 * How likely it is that chance alone brings counts at least as far from their expected shares: Pearson's chi-square,
 * with the upper incomplete gamma function (Numerical Recipes 6.2).
 */
export function chiSquareP(counts: readonly number[], weights: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const weight = weights.reduce((sum, each) => sum + each, 0)
  if (total === 0 || weight === 0 || counts.length < 2) return 1
  const statistic = counts.reduce((sum, count, at) => {
    const expected = (total * (weights[at] ?? 0)) / weight
    return (
      sum + (expected > 0 ? (count - expected) ** 2 / expected : count > 0 ? Number.POSITIVE_INFINITY : 0)
    )
  }, 0)
  return upperGamma((counts.length - 1) / 2, statistic / 2)
}

/** Q(a, x), regularised: by its series below a + 1, by Lentz's continued fraction above. */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1
  if (x === Number.POSITIVE_INFINITY) return 0
  const scale = Math.exp(-x + a * Math.log(x) - logGamma(a))
  if (x < a + 1) {
    let term = 1 / a
    let sum = term
    for (let n = 1; n < 500 && Math.abs(term) > Math.abs(sum) * 1e-15; n += 1) {
      term *= x / (a + n)
      sum += term
    }
    return 1 - sum * scale
  }
  let b = x + 1 - a
  let c = 1e300
  let d = 1 / b
  let fraction = d
  for (let n = 1; n < 500; n += 1) {
    const step = -n * (n - a)
    b += 2
    d = 1 / (step * d + b)
    c = b + step / c
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return fraction * scale
}

/** Lanczos, g = 7. */
function logGamma(z: number): number {
  if (z < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * z)) - logGamma(1 - z)
  const x = LANCZOS.reduce(
    (sum, coefficient, at) => sum + (at === 0 ? coefficient : coefficient / (z - 1 + at)),
    0,
  )
  const t = z + 6.5
  return 0.5 * Math.log(2 * Math.PI) + (z - 0.5) * Math.log(t) - t + Math.log(x)
}

const LANCZOS = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
  12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
]

/**
 * How many in each of two groups it takes to tell a difference of means of that size apart from none, with the given
 * chance to see it: n = 2 (z₁₋α/₂ + z_power)² σ² / δ².
 */
export function neededPerArm(variance: number, delta: number, confidence = 0.95, power = 0.8): number {
  const z = normalQuantile(0.5 + confidence / 2) + normalQuantile(power)
  return Math.ceil((2 * z * z * variance) / (delta * delta))
}
