/** One laboratory value of an answer or of an uploaded file. */

import { dict, number, text, type Dict } from './read';
import type { LabRow, Range } from './types';

/** Names that are abbreviations: written so, they are read again without doubt. */
const SHORT: Readonly<Record<string, string>> = { pth: 'PTH', inr: 'INR', crp: 'CRP', wbc: 'WBC', hba1c: 'HbA1c' };

/** `10.6 mg/dL` in two parts; a comparator stays with the number. */
function parts(typed: string): readonly [string, string | null] {
  const found = /^\s*([<>≤≥]?=?\s*[\d.,]+)\s*(.*)$/.exec(typed);
  return found ? [found[1] ?? typed, text(found[2])] : [typed, null];
}

/** How a value stands: what is wrong with it first, then its place against the range. */
function standing(record: Dict): string {
  const status = text(record.status) ?? 'ok';
  return status === 'ok' ? (text(record.position) ?? status) : status;
}

function readRange(record: Dict): Range {
  return { low: number(record.low), high: number(record.high), unit: text(record.unit) };
}

export function readLabRow(record: Dict): LabRow | null {
  const analyte = text(record.analyte);
  const comparator = text(record.comparator) ?? '';
  const plain = text(record.value) === null ? null : `${comparator}${text(record.value)} ${text(record.unit) ?? ''}`.trim();
  const shown = text(record.typed) ?? plain;
  if (analyte === null || shown === null) return null;
  const [value, unit] = parts(shown);
  return {
    analyte,
    label: text(record.label) ?? SHORT[analyte] ?? analyte.replaceAll('_', ' '),
    shown,
    value,
    unit,
    number: /^[<>≤≥]/.test(value) ? null : number(record.value),
    low: number(record.low),
    high: number(record.high),
    range: readRange(dict(record.range) ?? record),
    status: standing(record),
    taken: text(record.taken),
  };
}
