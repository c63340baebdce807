/** How far apart the characters of a counting sequence may stand: `a1b2c3` counts at a distance of two. */
const strides = [1, 2, 3];

/**
 * Whether a value counts or repeats: `abcdefghij1234567890`, `a1b2c3d4e5f6`, `xxxxxxxx`, `deadbeefdeadbeef`.
 * Nobody's key does; documentation's does.
 *
 * @param value at least 8 characters, or the answer is no
 */
export function isSequence(value: string): boolean {
  if (value.length < 8) return false;
  return strides.some((stride) => neighbours(value, stride) >= (value.length - stride) * 0.55) || repeats(value);
}

/** How many characters are the same as, or next to, the one a stride before, where `9` is next to `0` and `z` to `a`. */
function neighbours(value: string, stride: number): number {
  let count = 0;
  for (let index = stride; index < value.length; index++) {
    // The bit that tells upper case from lower case in ASCII, so that `aBcD` counts too.
    const step = Math.abs((value.charCodeAt(index) | 0x20) - (value.charCodeAt(index - stride) | 0x20));
    if (step <= 1 || step === 9 || step === 25) count++;
  }
  return count;
}

/** Whether a value is one block of at most half its length, again and again. */
function repeats(value: string): boolean {
  const again = `${value}${value}`.indexOf(value.slice(0, Math.ceil(value.length / 2)), 1);
  if (again < 1 || again > value.length / 2) return false;
  for (let index = again; index < value.length; index++) {
    if (value[index] !== value[index - again]) return false;
  }
  return true;
}
