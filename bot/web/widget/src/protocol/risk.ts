/** The contract's `risk` object, checked. */

import { dict, each, list, number, pair, text } from './read';
import type { Contribution, Risk } from './types';

function shown(value: unknown): string | null {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return text(value);
}

function readContribution(record: Readonly<Record<string, unknown>>): Contribution | null {
  const factor = text(record.factor);
  const effect = number(record.relative_effect);
  if (factor === null || effect === null || effect <= 0) return null;
  return {
    factor,
    label: text(record.label),
    value: shown(record.value),
    effect,
    interval: pair(record.interval),
    source: text(record.source),
  };
}

export function readRisk(value: unknown): Risk | null {
  const record = dict(value);
  if (!record) return null;
  return {
    estimate: number(record.estimate),
    interval: pair(record.interval),
    multiplier: number(record.multiplier),
    multiplierInterval: pair(record.multiplier_interval),
    category: text(record.category),
    scenarios: each(record.scenarios, (item) => {
      const [label, figure] = [text(item.label), number(item.value)];
      return label === null || figure === null ? null : { label, value: figure, note: text(item.note) };
    }),
    contributions: each(record.contributions, readContribution),
    notUsed: each(record.not_used, (item) => {
      const [factor, reason] = [text(item.factor), text(item.reason)];
      return factor === null || reason === null ? null : { factor, reason };
    }),
    warnings: list(record.warnings).flatMap((item) => {
      const warning = dict(item);
      const code = text(warning ? warning.code : item);
      return code === null ? [] : [{ code, text: text(warning?.text) ?? '' }];
    }),
    inputs: dict(record.inputs),
    shown: record.shown === 'number' || record.shown === 'words' ? record.shown : null,
    derived: Object.entries(dict(record.derived) ?? {}).flatMap(([name, item]) => {
      const value = number(dict(item)?.value);
      return value === null ? [] : [{ name, value, unit: text(dict(item)?.unit) ?? '' }];
    }),
  };
}
