/** Which addresses may become a link: `https:` and `tel:`, and paths of the assistant's own server. Anything else is text. */

export function safeLink(value: string | null, base: string): string | null {
  if (value === null) return null;
  try {
    const url = new URL(value, base);
    const own = url.origin === new URL(base).origin && (url.protocol === 'http:' || url.protocol === 'https:');
    return own || url.protocol === 'https:' || url.protocol === 'tel:' ? url.href : null;
  } catch {
    return null;
  }
}

/** A `tel:` address of a number as people write it, or `null` when it is not one. */
export function telephone(written: string): string | null {
  const digits = written.replace(/[^\d+]/g, '');
  return /^\+?\d{3,15}$/.test(digits) ? `tel:${digits}` : null;
}
