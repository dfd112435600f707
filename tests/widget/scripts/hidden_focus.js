// Whether the focus has no ring, or lies under the composer that is pinned to the bottom.
() => {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  const place = found.getBoundingClientRect();
  const composer = document.querySelector('calci-chat').shadowRoot.querySelector('calci-composer').getBoundingClientRect();
  const covered = found.closest('.log') && (place.top >= composer.top || place.bottom <= 0);
  return getComputedStyle(found).outlineStyle === 'none' || covered ? found.innerText : null;
}
