import { describe, expect, it } from 'vitest';
import { readable } from '../src/cards/sources';
import { catalogue } from '../src/i18n/catalogue';

const cat = catalogue('en');
const source = (citation: string, url: string | null) => ({ id: 'a', citation, url, year: null, evidence: null, kind: null });

describe('a citation', () => {
  it('is read without the address that stands beside it as a link, with the date in words', () => {
    const shown = readable(source('Calciphylaxis. Mayo Clinic. https://a.example/b?c=1 (read 2026-11-21)', 'https://a.example/b?c=1'), cat);
    expect(shown).toBe('Calciphylaxis. Mayo Clinic. (read 21\u00a0Nov\u00a02026)');
  });

  it('keeps a DOI and everything else', () => {
    const citation = 'Nigwekar SU. Calciphylaxis. N Engl J Med 2018;378:1704–1714. doi:10.1056/NEJMra1505292';
    expect(readable(source(citation, 'https://doi.org/10.1056/NEJMra1505292'), cat)).toBe(citation);
    expect(readable(source(citation, null), cat)).toBe(citation);
  });
});
