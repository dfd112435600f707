// Replaces the widget by a new one with the given attributes.
(attributes) => {
  const fresh = document.createElement('calci-chat');
  for (const [name, value] of Object.entries({ id: 'chat', ...attributes })) fresh.setAttribute(name, value);
  document.querySelector('calci-chat').replaceWith(fresh);
}
