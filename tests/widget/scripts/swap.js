// Replaces the widget by a new one with the given attributes.
(attributes) => {
  const fresh = document.createElement('calci-chat');
  for (const [name, value] of Object.entries(attributes)) fresh.setAttribute(name, value);
  document.querySelector('calci-chat').replaceWith(fresh);
}
