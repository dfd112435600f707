// Every word of the widget that the pseudo-locale did not mark: text nodes and the attributes that are read aloud.
() => {
  const found = [];
  const root = document.querySelector('calci-chat').shadowRoot;
  for (const element of root.querySelectorAll('*')) {
    for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
      const value = element.getAttribute(name);
      if (value && !value.includes('⟦')) found.push(`${name}=${value}`);
    }
    if (element.tagName === 'STYLE' || element.closest('.said, kbd, .raw, output')) continue;
    for (const node of element.childNodes) {
      if (node.nodeType === 3 && /\p{L}{2}/u.test(node.data) && !node.data.includes('⟦')) found.push(node.data.trim());
    }
  }
  return found;
}
