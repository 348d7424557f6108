/* Figures as people of Belgium read them, and as their spreadsheets take them. */
import { type Ratio, plainOf } from "./rational";

const NO_BREAK = "\u00a0";
let english = false;

export function readerIs(language: string): void {
  english = language.startsWith("en");
}

export function isEnglish(): boolean {
  return english;
}

/* "-1234.5" → "−1 234,5" */
export function figure(plain: string): string {
  const [whole = "", decimals = ""] = plain.replace("-", "").split(".");
  const grouped = whole.replace(/\B(?=(?:[0-9]{3})+$)/g, english ? "," : NO_BREAK);
  return (plain.startsWith("-") ? "−" : "") + grouped + (decimals === "" ? "" : (english ? "." : ",") + decimals);
}

export function amount(cents: number): string {
  return figure(plainCents(cents));
}

export function signed(cents: number): string {
  return (cents > 0 ? "+" : "") + amount(cents);
}

export function money(cents: number, currency: string): string {
  const unit = currency === "EUR" ? "€" : currency;
  return english ? `${cents < 0 ? "−" : ""}${unit}${currency === "EUR" ? "" : NO_BREAK}${amount(Math.abs(cents))}` : `${amount(cents)}${NO_BREAK}${unit}`;
}

export function plainCents(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export function ratio(value: Ratio, places?: number): string {
  return figure(plainOf(value, places));
}

/* For another program: no groups, the reader's decimal mark, a plain minus. */
export function bare(plain: string): string {
  return english ? plain : plain.replace(".", ",");
}
