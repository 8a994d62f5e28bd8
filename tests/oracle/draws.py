"""Random draws, as DRAWS.md fixes them: a draw is a pure function of what it is for."""
import math

MASK32 = 0xFFFFFFFF
DRAIN, REINSTALL, BOOT, HEALTH_CHECK, LAUNCH, TERMINATE = range(6)
STEP_PLACE = {"drain": DRAIN, "reinstall": REINSTALL, "boot": BOOT, "health_check": HEALTH_CHECK,
              "launch": LAUNCH, "terminate": TERMINATE}
STEP, SURGE_STEP, FAULT, SURGE_FAULT, REACTION = range(5)  # the purposes


def philox(counter, key):
    """Philox4x32-10."""
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(10):
        first, second = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = ((second >> 32) ^ c1 ^ k0, second & MASK32, (first >> 32) ^ c3 ^ k1, first & MASK32)
        k0, k1 = (k0 + 0x9E3779B9) & MASK32, (k1 + 0xBB67AE85) & MASK32
    return c0, c1, c2, c3


def draw_u64(seed, replica, purpose, place, subject, activity, attempt):
    """DRAWS.md, "The block"."""
    key = ((seed & MASK32) ^ (attempt >> 16), ((seed >> 32) & MASK32) ^ (activity >> 16))
    counter = (subject, replica, (purpose << 28) | place, ((activity & 0xFFFF) << 16) | (attempt & 0xFFFF))
    words = philox(counter, key)
    return (words[1] << 32) | words[0]


def ln(x):
    mantissa, exponent = math.frexp(x)  # 0.5 <= mantissa < 1
    m, k = mantissa * 2, exponent - 1
    if m > 1.4142135623730951:
        m, k = m * 0.5, k + 1
    s = (m - 1) / (m + 1)
    q = s * s
    p = 1 / 23
    for d in range(21, 0, -2):
        p = p * q + 1 / d
    return k * 0.6931471805599453 + (2 * s) * p


def exp(x):
    x = min(700.0, max(-700.0, x))
    k = math.floor(x / 0.6931471805599453 + 0.5)
    r = (x - k * 6.93147180369123816490e-01) - k * 1.90821492927058770002e-10
    p = 1.0
    for i in range(14, 0, -1):
        p = (p * r) / i + 1
    return math.ldexp(p, k)


# Wichura, AS 241 (PPND16): numerators and denominators, the highest power first.
CENTRAL = ((2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
            13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608),
           (5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
            5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1.0))
MIDDLE = ((7.7454501427834140764e-4, .0227238449892691845833, .24178072517745061177, 1.27045825245236838258,
           3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734),
          (1.05075007164441684324e-9, 5.475938084995344946e-4, .0151986665636164571966, .14810397642748007459,
           .68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1.0))
FAR = ((2.01033439929228813265e-7, 2.71155556874348757815e-5, .0012426609473880784386, .026532189526576123093,
        .29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772),
       (2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
        .0148753612908506148525, .13692988092273580531, .59983220655588793769, 1.0))


def horner(coefficients, x):
    value = coefficients[0]
    for c in coefficients[1:]:
        value = value * x + c
    return value


def z(u):
    """The normal quantile."""
    q = u - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        return q * horner(CENTRAL[0], r) / horner(CENTRAL[1], r)
    r = math.sqrt(-ln(u if q < 0 else 1 - u))
    if r <= 5:
        value = horner(MIDDLE[0], r - 1.6) / horner(MIDDLE[1], r - 1.6)
    else:
        value = horner(FAR[0], r - 5) / horner(FAR[1], r - 5)
    return -value if q < 0 else value


def unit(u64):
    """U in [0, 1)."""
    return (u64 >> 11) * 2.0 ** -53


def to_ms(x):
    return int(min(2 ** 52, max(0, math.floor(x + 0.5))))


def lognormal(median, p95, u64):
    sigma = ln(p95 / median) / 1.6448536269514722
    j = u64 >> 52
    if j in (0, 4095):  # the tails
        return to_ms(median * exp(sigma * z(min(((u64 >> 11) + 0.5) * 2.0 ** -53, 1 - 2.0 ** -53))))
    table = [median * exp(sigma * z(i / 4096)) for i in (j, j + 1)]
    f = ((u64 >> 11) & (2 ** 41 - 1)) * 2.0 ** -41
    return to_ms(table[0] + f * (table[1] - table[0]))


def exponential(mean, u64):
    return to_ms(-mean * ln(1 - unit(u64)))


def sample(distribution, u64):
    """distribution: (kind, parameters, min or None, max or None), see scenario.distribution."""
    kind, parameters, low, high = distribution
    if kind == "constant":
        value = parameters
    elif kind == "uniform":
        value = parameters["min"] + (u64 * (parameters["max"] - parameters["min"] + 1) >> 64)
    elif kind == "empirical":
        value = parameters[u64 * len(parameters) >> 64]
    elif kind == "exponential":
        value = exponential(parameters["mean"], u64)
    else:
        value = lognormal(parameters["median"], parameters["p95"], u64)
    if low is not None:
        value = max(low, value)
    return value if high is None else min(high, value)
