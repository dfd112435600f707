/** Every word that the widget itself says comes from here; a language is one JSON file. */

import english from '../strings/en.json';
import { pseudo } from './pseudo';

export type Key = keyof typeof english;
export type Values = Readonly<Record<string, string | number>>;

export interface Catalogue {
  readonly locale: string;
  /** The language for `lang` attributes and voices; a pseudo-locale is English. */
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  t(key: Key, values?: Values): string;
  /** Like `t`, with the plural form that `count` needs: keys `<key>.one` and `<key>.other`. */
  n(key: string, count: number, values?: Values): string;
  /** A word for a code that the server sent, or `fallback` when the catalogue has none. */
  code(prefix: string, code: string, fallback?: string): string;
  number(value: number, decimals?: number): string;
  /** A date `2026-11-02` as people of the locale write it; anything else as it is. */
  date(iso: string): string;
}

type Messages = Readonly<Record<string, string>>;

const RTL = new Set(['ar', 'fa', 'he', 'ur', 'qps-plocm']);

function fill(pattern: string, values: Values = {}): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

export function catalogue(locale: string, own: Messages = {}): Catalogue {
  const messages: Messages = locale.startsWith('qps-') ? pseudo(english) : { ...english, ...own };
  const language = locale.startsWith('qps-') ? 'en' : locale;
  const plural = new Intl.PluralRules(language);
  const look = (key: string) => messages[key] ?? key;
  return {
    locale,
    lang: language,
    dir: RTL.has(locale) || RTL.has(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr',
    t: (key, values) => fill(look(key), values),
    n: (key, count, values) => fill(messages[`${key}.${plural.select(count)}`] ?? look(`${key}.other`), { ...values, count }),
    code: (prefix, code, fallback) => messages[`${prefix}.${code}`] ?? fallback ?? code.replaceAll('_', ' '),
    date: (iso) => {
      const day = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? new Date(`${iso}T00:00:00Z`) : null;
      return day && !Number.isNaN(day.getTime()) ? new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'medium', timeZone: 'UTC' }).format(day) : iso;
    },
    number: (value, decimals) =>
      new Intl.NumberFormat(language, decimals === undefined ? {} : { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value),
  };
}

/** The catalogue of a locale. Its file, or that of its language without a region, comes from the assistant's own server; else English. */
export async function loadCatalogue(locale: string, base: string): Promise<Catalogue> {
  const language = locale.toLowerCase();
  if (language === 'en' || language.startsWith('en-') || language.startsWith('qps-')) return catalogue(language);
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(language)) return catalogue('en');
  try {
    const plain = language.split('-')[0] ?? language;
    for (const name of new Set([language, plain])) {
      const response = await fetch(new URL(`static/strings/${name}.json`, base), { credentials: 'omit' });
      if (response.ok) return catalogue(name, (await response.json()) as Messages);
    }
    return catalogue('en');
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return catalogue('en');
    throw error;
  }
}
