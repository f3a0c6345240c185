const two = (n: number) => String(n).padStart(2, '0');

/** HH:MM in the operator's zone. */
export function clockTime(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}
