// Shortens a stream that shows a fault.

/**
 * Returns a stream that still fails, and of which no event can be left out. `fails` says of each of some streams whether it
 * fails.
 */
export async function shrink(stream, fails) {
  for (let size = Math.ceil(stream.length / 2); size > 0;) {
    const starts = Array.from({ length: Math.ceil(stream.length / size) }, (_, i) => i * size);
    const candidates = starts.map((start) => stream.toSpliced(start, size));
    const found = (await fails(candidates)).indexOf(true);
    if (found >= 0) stream = candidates[found];
    else size = size === 1 ? 0 : Math.ceil(size / 2);
  }
  return stream;
}
