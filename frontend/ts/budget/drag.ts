/* Cells chosen with the pointer held down; near an edge the grid rolls along. */
import type { Place, Sheet } from "./sheet";

const EDGE = 28;

export function dragFrom(sheet: Sheet, isRows: boolean, choose: (active: Place, anchor: Place) => void): void {
  const { anchor } = sheet;
  let last = { x: 0, y: 0 };
  let frame = 0;
  const { scroller } = sheet;
  const follow = (): void => {
    const place = sheet.placeOf(document.elementFromPoint(last.x, last.y));
    if (place !== null) choose(isRows ? { row: place.row, column: 0 } : place, anchor);
  };
  const roll = (): void => {
    const box = scroller.getBoundingClientRect();
    const down = last.y > box.bottom - EDGE ? 12 : last.y < box.top + EDGE ? -12 : 0;
    const right = last.x > box.right - EDGE ? 16 : last.x < box.left + EDGE ? -16 : 0;
    if (down !== 0 || right !== 0) {
      scroller.scrollBy(right, down);
      follow();
    }
    frame = requestAnimationFrame(roll);
  };
  const move = (event: PointerEvent): void => {
    last = { x: event.clientX, y: event.clientY };
    if (frame === 0) frame = requestAnimationFrame(roll);
    follow();
  };
  const end = (): void => {
    cancelAnimationFrame(frame);
    document.removeEventListener("pointermove", move);
    document.removeEventListener("pointerup", end);
    document.removeEventListener("pointercancel", end);
  };
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", end);
  document.addEventListener("pointercancel", end);
}
