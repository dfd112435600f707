([name, content]) => {
  const data = new DataTransfer();
  data.items.add(new File([content], name, { type: 'text/plain' }));
  const frame = document.querySelector('calci-chat').shadowRoot.querySelector('.frame');
  for (const kind of ['dragover', 'drop']) {
    frame.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
  }
}
