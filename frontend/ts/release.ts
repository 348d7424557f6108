/* A signature drawn with a finger or a pen: strokes of whole points on a sheet of fixed size, in a hidden field. */
import { one } from "./dom";

const MOST_POINTS = 3000;

interface Sheet {
  canvas: HTMLCanvasElement;
  pen: CanvasRenderingContext2D;
  field: HTMLInputElement;
  strokes: [number, number][][];
}

function pointOf(sheet: Sheet, event: PointerEvent): [number, number] {
  const box = sheet.canvas.getBoundingClientRect();
  const across = Math.round(((event.clientX - box.left) / box.width) * sheet.canvas.width);
  const down = Math.round(((event.clientY - box.top) / box.height) * sheet.canvas.height);
  return [within(across, sheet.canvas.width), within(down, sheet.canvas.height)];
}

function within(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}

function draw(sheet: Sheet): void {
  const { canvas, pen } = sheet;
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.strokeStyle = getComputedStyle(canvas).color;
  pen.lineWidth = 3;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  for (const stroke of sheet.strokes) {
    pen.beginPath();
    for (const [x, y] of stroke) pen.lineTo(x, y);
    pen.stroke();
  }
}

function keep(sheet: Sheet): void {
  sheet.field.value = sheet.strokes.map((stroke) => stroke.map((point) => point.join(",")).join(" ")).join(";");
}

function count(sheet: Sheet): number {
  return sheet.strokes.reduce((sum, stroke) => sum + stroke.length, 0);
}

function listen(sheet: Sheet): void {
  sheet.canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || count(sheet) >= MOST_POINTS) return;
    event.preventDefault();
    sheet.canvas.setPointerCapture(event.pointerId);
    sheet.strokes.push([pointOf(sheet, event)]);
    draw(sheet);
  });
  sheet.canvas.addEventListener("pointermove", (event) => {
    const stroke = sheet.strokes.at(-1);
    if (stroke === undefined || !sheet.canvas.hasPointerCapture(event.pointerId)) return;
    if (count(sheet) >= MOST_POINTS) return;
    const [x, y] = pointOf(sheet, event);
    const last = stroke.at(-1);
    if (last !== undefined && last[0] === x && last[1] === y) return;
    stroke.push([x, y]);
    draw(sheet);
  });
  sheet.canvas.addEventListener("pointerup", () => keep(sheet));
  sheet.canvas.addEventListener("pointercancel", () => keep(sheet));
  one<HTMLButtonElement>("[data-clear]")?.addEventListener("click", () => {
    sheet.strokes = [];
    draw(sheet);
    keep(sheet);
  });
}

function open(): void {
  const box = one<HTMLElement>("[data-signature]");
  const canvas = box === null ? null : one<HTMLCanvasElement>("canvas", box);
  const field = one<HTMLInputElement>("input[name=drawn]");
  const pen = canvas?.getContext("2d") ?? null;
  if (box === null || canvas === null || field === null || pen === null) return;
  box.hidden = false;
  const kept = field.value
    .split(";")
    .filter((stroke) => stroke !== "")
    .map((stroke) => stroke.split(" ").map((point) => point.split(",").map(Number) as [number, number]));
  const sheet: Sheet = { canvas, pen, field, strokes: kept };
  draw(sheet);
  listen(sheet);
}

open();
