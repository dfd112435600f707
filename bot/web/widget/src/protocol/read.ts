/** Small readers for data that another program sent: each answers something usable or `null`, never throws. */

export type Dict = Readonly<Record<string, unknown>>;

export function dict(value: unknown): Dict | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Dict) : null;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

export function number(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : null;
}

export function pair(value: unknown): readonly [number, number] | null {
  const [low, high] = list(value).map(number);
  return low === null || low === undefined || high === null || high === undefined ? null : [low, high];
}

export function texts(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value];
  return list(value).map((item) => text(item) ?? text(dict(item)?.text)).filter((item) => item !== null);
}

/** Every element that `read` understands; the others are left out. */
export function each<T>(value: unknown, read: (item: Dict) => T | null): T[] {
  const found: T[] = [];
  for (const item of list(value)) {
    const record = dict(item);
    const made = record && read(record);
    if (made !== null) found.push(made);
  }
  return found;
}
