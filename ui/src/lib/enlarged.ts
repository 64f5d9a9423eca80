/** How many pixels of the desktop one of the page is: more than one where the desktop enlarges all text. */

/** So far apart the two ratios may be and still be the same one, rounded. */
const NEAR = 0.1;

/** For a window without a frame, as it opens; 1 where the window does not know its size yet. */
export function enlarged(): number {
  const [across, down] = [outerWidth / innerWidth, outerHeight / innerHeight];
  return Math.abs(across - down) < NEAR ? Math.max(1, across) : 1;
}
