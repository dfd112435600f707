() => {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  const name = found?.getAttribute('aria-label') || found?.labels?.[0]?.innerText || found?.innerText || found?.tagName;
  return (name || '').trim();
}
