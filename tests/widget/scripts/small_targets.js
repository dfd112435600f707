() => {
  const root = document.querySelector('calci-chat').shadowRoot;
  const all = [...root.querySelectorAll('button, summary, a.call, a.quiet, input:not([type=file])')];
  return all
    .filter((element) => element.checkVisibility() && element.offsetParent)
    .map((element) => [element.getAttribute('aria-label') || element.innerText, element.getBoundingClientRect()])
    .filter(([, place]) => place.width < 43.5 || place.height < 43.5)
    .map(([name, place]) => `${name} ${place.width}x${place.height}`);
}
