const look = () => {
  const ready = document.querySelector('calci-chat')?.shadowRoot?.querySelector('textarea');
  if (ready) window.answerable = performance.now();
  else requestAnimationFrame(look);
};
look();
