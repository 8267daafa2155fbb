import { Decimal128, Double, Int32, Long } from 'bson';

/** Bits kept of what a double cannot hold, in units of its last place: enough to tell 34-digit decimals apart. */
const REST_BITS = 90n;
const REST_OFFSET = 1n << 95n;
const EXACT = 0x80;

/**
 * Order-preserving bytes of a number of any BSON type, so that 1, 1.0, Long(1) and Decimal128("1") are equal: the nearest
 * double, then a byte that says whether the number lies on it or, if not, 12 bytes for the distance.
 */
export function numberKey(value: number | Int32 | Double | Long | Decimal128): Buffer {
  if (typeof value === 'number') return exactKey(value);
  if (value instanceof Int32 || value instanceof Double) return exactKey(value.value);
  if (value instanceof Long) return integerKey(value.toBigInt());
  return decimalKey(value.toString());
}

function exactKey(number: number): Buffer {
  const bytes = Buffer.allocUnsafe(9);
  writeDouble(bytes, number);
  bytes[8] = EXACT;
  return bytes;
}

function writeDouble(bytes: Buffer, number: number): void {
  if (Number.isNaN(number)) {
    bytes.fill(0, 0, 8);
    return;
  }
  bytes.writeDoubleBE(number === 0 ? 0 : number, 0);
  const isNegative = number < 0;
  for (let i = 0; i < 8; i++) bytes[i] = (bytes[i] ?? 0) ^ (isNegative ? 0xff : i === 0 ? 0x80 : 0);
}

function integerKey(integer: bigint): Buffer {
  const nearest = Number(integer);
  return Number.isSafeInteger(nearest) ? exactKey(nearest) : inexactKey(nearest, integer, 0);
}

function decimalKey(text: string): Buffer {
  const nearest = Number(text);
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] =
    /^(-?)(\d*)\.?(\d*)(?:E([+-]?\d+))?$/i.exec(text) ?? [];
  const isPlain = Number.isFinite(nearest) && nearest !== 0;
  if (!isPlain) return exactKey(nearest);
  return inexactKey(nearest, BigInt(`${sign}${whole}${fraction}`), Number(exponent) - fraction.length);
}

/** The number is `coefficient` × 10^`exponent`, and `nearest` the double next to it. */
function inexactKey(nearest: number, coefficient: bigint, exponent: number): Buffer {
  const { mantissa, power } = partsOf(nearest);
  const shift = REST_BITS - BigInt(power);
  let numerator = coefficient * (exponent > 0 ? 10n ** BigInt(exponent) : 1n);
  let denominator = exponent < 0 ? 10n ** BigInt(-exponent) : 1n;
  if (shift >= 0n) numerator <<= shift;
  else denominator <<= -shift;
  const rest = numerator / denominator - (mantissa << REST_BITS);
  if (rest === 0n) return exactKey(nearest);
  const bytes = Buffer.alloc(21);
  writeDouble(bytes, nearest);
  bytes[8] = rest < 0n ? EXACT - 1 : EXACT + 1;
  bytes.write((rest + REST_OFFSET).toString(16).padStart(24, '0'), 9, 'hex');
  return bytes;
}

/** The double as `mantissa` × 2^`power`. */
function partsOf(number: number): { mantissa: bigint; power: number } {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeDoubleBE(Math.abs(number));
  const bits = bytes.readBigUInt64BE();
  const biased = Number(bits >> 52n);
  const fraction = bits & ((1n << 52n) - 1n);
  const magnitude = biased === 0 ? fraction : fraction | (1n << 52n);
  return { mantissa: number < 0 ? -magnitude : magnitude, power: Math.max(biased, 1) - 1075 };
}
