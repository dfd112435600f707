/** The conversation as text that a person can keep or show. */

import type { Catalogue } from '../i18n/catalogue';
import type { Entry } from './conversation';

export function transcript(entries: readonly Entry[], cat: Catalogue): string {
  const parts = entries.map((entry) => {
    if (entry.who === 'user') return `${cat.t('log.you')}:\n${entry.shown}`;
    const { texts, envelope } = entry.turn;
    const sources = envelope?.sources.map((source, index) => `[${index + 1}] ${source.citation}${source.url ? ` ${source.url}` : ''}`) ?? [];
    return [`${cat.t('log.bot')}:`, ...texts, ...sources].join('\n');
  });
  return `${[cat.t('app.title'), ...parts].join('\n\n')}\n`;
}
